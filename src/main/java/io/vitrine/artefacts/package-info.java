/** Bytes that must outlive a process and reach every replica, addressed by their content. */
@ApplicationModule(allowedDependencies = {"errors"})
@NullMarked
package io.vitrine.artefacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
