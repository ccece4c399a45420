/** What all endpoints share: problem details, strict JSON, keys and the pages. */
@ApplicationModule(allowedDependencies = {"errors", "roles"})
@NullMarked
package io.vitrine.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
