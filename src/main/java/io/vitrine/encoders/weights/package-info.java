/** Checkpoints: the safetensors format, published layouts and their parameter names, strict loading. */
@NullMarked
package io.vitrine.encoders.weights;

import org.jspecify.annotations.NullMarked;
