/** How well a model finds what it should: protocols, reports, the gate before activation. */
@ApplicationModule(allowedDependencies = {"errors", "learning", "search", "models", "catalogue", "jobs", "encoders"})
@NullMarked
package io.vitrine.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
