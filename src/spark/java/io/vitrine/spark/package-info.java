/** Embeds the pictures of a catalogue that is too large for one machine, with Spark: the service's own encoders, spread over executors. */
@NullMarked
package io.vitrine.spark;

import org.jspecify.annotations.NullMarked;
