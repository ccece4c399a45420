package io.vitrine.search;

import java.util.List;

/** What a search looks for: exactly one of a text, a picture, a product to resemble, and weighted terms. */
sealed interface Meaning {

    /** What a shopper types. */
    record Text(String text) implements Meaning {}

    /** @param encoded the bytes of a picture file */
    record Photograph(byte[] encoded) implements Meaning {}

    /** @param id of a product of the same catalogue, which is not among the hits */
    record SimilarTo(String id) implements Meaning {}

    /** Several texts at once; what has a negative weight is to be far away. */
    record Terms(List<Term> terms) implements Meaning {}

    /**
     * One of several texts.
     *
     * @param weight not 0, from -10 to 10
     */
    record Term(String text, double weight) {}
}
