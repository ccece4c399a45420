/** Meters of the process, build information and what is said at start. */
@ApplicationModule(allowedDependencies = {"errors", "models", "encoders", "jobs", "roles"})
@NullMarked
package io.vitrine.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
