/**
 * Learning an encoder from pairs of pictures and texts: batches, loss, optimiser, schedule, the loop, metrics, checkpoints.
 * Knows encoders, and no framework or database: the same classes train from a command line.
 */
@NullMarked
package io.vitrine.learning;

import org.jspecify.annotations.NullMarked;
