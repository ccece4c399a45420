package io.vitrine.evaluation;

import io.vitrine.learning.RetrievalMetrics.ImageToText;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.search.IndexRecall.Agreement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param split which held-out part was measured
 * @param definition how the parts were drawn
 * @param products products with a vector
 * @param heldOutProducts those of them in the measured part
 * @param paper null when not asked for
 * @param textToImage null when not asked for
 * @param notes what a reader must know to compare the figures
 */
record EvaluationReport(
        UUID id,
        String model,
        String catalogue,
        HeldOut split,
        SplitDefinition definition,
        int products,
        int heldOutProducts,
        @Nullable Paper paper,
        @Nullable HeldOutNames textToImage,
        List<String> notes,
        double seconds,
        Instant createdAt) {

    /** Pictures to names: over all products, and over the held-out ones among the names of all. */
    record Paper(ImageToText inSample, ImageToText heldOut) {}

    /**
     * Held-out names to the pictures of all products.
     *
     * @param heldOutNames different names there are; at most 2,000 of them are asked, drawn with the split's seed
     * @param breakdown null in reports from before there was one
     * @param index what searches lose by the approximate index; null where they compare all vectors, and in older reports
     */
    record HeldOutNames(
            int heldOutNames,
            TextToImage figures,
            @Nullable Breakdown breakdown,
            @Nullable Agreement index) {}
}
