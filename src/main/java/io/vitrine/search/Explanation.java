package io.vitrine.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a product stands where it does.
 *
 * @param vector its place by its picture; null when that was not looked at, or it is far down
 * @param text its place by its words; null when they were not looked at, or it has none of them
 * @param probability that its picture shows what the query says, where as many pictures do as do not; null for a search by
 *     anything but a text, without vectors, or by a model that is not calibrated
 * @param matchedWords the words of its name that the query has, in any form, or may have meant
 * @param matchedAttributes names of its attributes that have such a word, or were filtered by
 * @param terms what each term of the search adds to its score, null for other searches
 */
record Explanation(
        @Nullable Place vector,
        @Nullable Place text,
        @Nullable Double probability,
        List<String> matchedWords,
        List<String> matchedAttributes,
        @Nullable List<TermShare> terms) {

    /** @param rank 1 for the best; of all products, also where those that are the same make one hit */
    record Place(int rank, double score) {}

    /**
     * One term's part in a score.
     *
     * @param similarity cosine of the term alone and the product's picture
     * @param share weight times similarity, divided by the length of the weighted sum of the terms' vectors: all shares add up to the
     *     score
     */
    record TermShare(String text, double weight, double similarity, double share) {}
}
