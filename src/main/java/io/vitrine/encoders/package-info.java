/** Dual encoders: text and pictures to unit vectors of one space. Knows DJL, and no framework, database or catalogue. */
@NullMarked
package io.vitrine.encoders;

import org.jspecify.annotations.NullMarked;
