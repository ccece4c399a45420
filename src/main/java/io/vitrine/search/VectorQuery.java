package io.vitrine.search;

import io.vitrine.search.Meaning.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to compare vectors with.
 *
 * @param vector of unit length
 * @param besides key of a product that is left out: the one that the others are to resemble
 * @param least the lowest score that is good enough, −∞ when any is
 * @param terms what the vector was added up from; empty unless it was
 */
record VectorQuery(float[] vector, @Nullable Long besides, double least, List<WeightedTerm> terms) {

    /**
     * A term's part in the sum.
     *
     * @param vector of the term alone, of unit length
     * @param factor the term's weight divided by the length of the sum: the query is the sum of factor times vector
     */
    record WeightedTerm(Term term, float[] vector, double factor) {}

    static VectorQuery of(float[] vector) {
        return new VectorQuery(vector, null, Double.NEGATIVE_INFINITY, List.of());
    }

    static VectorQuery of(float[] vector, List<WeightedTerm> terms) {
        return new VectorQuery(vector, null, Double.NEGATIVE_INFINITY, terms);
    }

    VectorQuery without(long productKey) {
        return new VectorQuery(vector, productKey, least, terms);
    }

    VectorQuery atLeast(double score) {
        return new VectorQuery(vector, besides, score, terms);
    }

    VectorQuery unbounded() {
        return atLeast(Double.NEGATIVE_INFINITY);
    }

    boolean isBounded() {
        return least > Double.NEGATIVE_INFINITY;
    }
}
