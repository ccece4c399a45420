/** Text or a picture in, products out: the vectors, their index and the query. */
@ApplicationModule(
        allowedDependencies = {"errors", "models", "catalogue", "database", "jobs", "encoders", "roles", "stages"})
@NullMarked
package io.vitrine.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
