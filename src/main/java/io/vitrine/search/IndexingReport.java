package io.vitrine.search;

import java.util.List;

/**
 * What an indexing run did.
 *
 * @param rebuilt whether a new table was loaded and switched to, instead of adding to the live one
 * @param embedded pictures that went through the model
 * @param reused products whose picture had a vector already
 * @param removed vectors of products or pictures that are gone, and those that were loaded before their products
 * @param skipped products without a readable picture
 * @param skippedExamples the first of them, with the reason
 */
record IndexingReport(
        String model,
        String catalogue,
        boolean rebuilt,
        boolean approximate,
        long embedded,
        long reused,
        long removed,
        long skipped,
        List<Skipped> skippedExamples) {

    /** A product that has no vector, and why. */
    record Skipped(String product, String reason) {}
}
