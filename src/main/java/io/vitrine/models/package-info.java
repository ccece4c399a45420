/** The registry of trained versions: which there are, which one answers, how that changes. */
@ApplicationModule(allowedDependencies = {"errors", "jobs", "artefacts", "encoders", "roles", "stages"})
@NullMarked
package io.vitrine.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
