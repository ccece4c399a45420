/** Vitrine, text-to-image search over a product catalogue; each package below is one module. */
@NullMarked
package io.vitrine;

import org.jspecify.annotations.NullMarked;
