/** Products in named catalogues and their pictures: the table, the importers and the endpoints. */
@ApplicationModule(allowedDependencies = {"jobs", "artefacts", "encoders", "errors", "roles"})
@NullMarked
package io.vitrine.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
