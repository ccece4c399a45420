/** Durable long work: the queue, progress, cancel, pause and resume; knows no job type. */
@ApplicationModule(allowedDependencies = {"errors", "roles", "stages"})
@NullMarked
package io.vitrine.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
