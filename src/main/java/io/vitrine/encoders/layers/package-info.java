/** Layers whose maths is identical in every tower; the order of layers stays in the tower. */
@NullMarked
package io.vitrine.encoders.layers;

import org.jspecify.annotations.NullMarked;
