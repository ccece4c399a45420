package io.vitrine.learning;

import org.jspecify.annotations.Nullable;

/**
 * What one epoch gave.
 *
 * @param epoch from 1
 * @param meanLoss over the epoch's batches
 * @param logitScale what multiplies the inner products
 * @param seconds wall time of the epoch's steps
 * @param validation text→image figures of the held-out validation part, its own pictures as the gallery; null when the plan
 *     holds nothing out
 */
public record EpochReport(
        int epoch,
        double meanLoss,
        double logitScale,
        double seconds,
        RetrievalMetrics.@Nullable TextToImage validation) {}
