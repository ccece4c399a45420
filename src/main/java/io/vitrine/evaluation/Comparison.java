package io.vitrine.evaluation;

import io.vitrine.learning.RetrievalMetrics.TextToImage;

/** What a candidate and the live model are worth on the same queries, or why that cannot be told. */
sealed interface Comparison {

    /**
     * Both found the same names' pictures, among the same pictures.
     *
     * @param live the live model's name
     */
    record Measured(String live, String catalogue, TextToImage candidateFigures, TextToImage liveFigures)
            implements Comparison {}

    /** @param reason a sentence's end */
    record NotMeasured(String reason) implements Comparison {}
}
