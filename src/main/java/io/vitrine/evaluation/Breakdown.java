package io.vitrine.evaluation;

import java.util.List;

/**
 * Where a model is good and where it is not.
 *
 * @param medianRank of the first relevant picture
 * @param recallAt1 95 % interval of the mean
 * @param recallAt10 95 % interval of the mean
 * @param mrrAt10 95 % interval of the mean
 * @param slices of queries that have something in common, by attribute, the largest first
 * @param best queries that found a relevant picture first
 * @param worst queries that found theirs last, the worst first
 */
record Breakdown(
        double recallAt5,
        double medianRank,
        Interval recallAt1,
        Interval recallAt10,
        Interval mrrAt10,
        List<Slice> slices,
        List<Example> best,
        List<Example> worst) {

    /** Where a mean lies with a confidence of 95 %, by the bootstrap's percentiles (Efron 1979). */
    record Interval(double low, double high) {}

    /** The queries whose product has an attribute's value. */
    record Slice(String attribute, String value, int queries, double recallAt1, double recallAt10, double mrrAt10) {}

    /**
     * A query, what it should have found, and what it found first.
     *
     * @param rank of the first picture that it should have found
     */
    record Example(String query, double rank, List<Shown> wanted, List<Shown> found) {}

    /** A product by its id. */
    record Shown(String id, String name) {}
}
