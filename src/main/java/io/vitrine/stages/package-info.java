/** The stages that searches and jobs consist of: spans of a trace where traces are sent, and times of meters. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vitrine.stages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
