/** Which parts of the service a process plays: the same program answers requests, runs jobs, or does both. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vitrine.roles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
