package io.vitrine.learning;

import org.jspecify.annotations.Nullable;

/**
 * An encoder between the start of a training and its end.
 *
 * @param startShare of the start's weights, 0 for the end alone
 * @param validation text→image figures of the validation part, its own pictures as the gallery; null when nothing is held out
 */
public record StartBlend(double startShare, RetrievalMetrics.@Nullable TextToImage validation) {

    double mrr() {
        return validation == null ? 0 : validation.mrrAt10();
    }
}
