/** What can go wrong in Vitrine, as facts with a code and a kind, without HTTP. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vitrine.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
