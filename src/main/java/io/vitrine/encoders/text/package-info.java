/** Tokenizers and text towers: one file per architecture. */
@NullMarked
package io.vitrine.encoders.text;

import org.jspecify.annotations.NullMarked;
