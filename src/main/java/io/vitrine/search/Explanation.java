package io.vitrine.search;

import org.jspecify.annotations.Nullable;

/**
 * Why a product stands where it does.
 *
 * @param vector its place by its picture; null when that was not looked at, or it is far down
 * @param text its place by its words; null when they were not looked at, or it has none of them
 */
record Explanation(@Nullable Place vector, @Nullable Place text) {

    /** @param rank 1 for the best */
    record Place(int rank, double score) {}
}
