/** Resampling of pictures and image towers: one file per architecture. */
@NullMarked
package io.vitrine.encoders.image;

import org.jspecify.annotations.NullMarked;
