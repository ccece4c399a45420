/** Which database server a statement goes to: the primary, or for the reads of searches a streaming replica of it. */
@ApplicationModule(allowedDependencies = {"errors", "roles"})
@NullMarked
package io.vitrine.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
