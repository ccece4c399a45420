package io.vitrine.learning;

import org.jspecify.annotations.Nullable;

/**
 * A trained encoder that reads a part of pictures.
 *
 * @param centerCrop share of the width and of the height, about the middle
 * @param validation text→image figures of the validation part, its own pictures as the gallery; null when nothing is held out
 */
public record TriedCrop(double centerCrop, RetrievalMetrics.@Nullable TextToImage validation) {

    double mrr() {
        return validation == null ? 0 : validation.mrrAt10();
    }
}
