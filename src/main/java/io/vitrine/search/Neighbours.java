package io.vitrine.search;

import java.util.List;

/**
 * The products nearest to a query, best first.
 *
 * @param exact whether every vector that passes the filters was compared
 * @param complete whether as many came back as were asked for, or no more exist
 */
record Neighbours(List<Neighbour> found, boolean exact, boolean complete) {

    /**
     * One product.
     *
     * @param score inner product of the unit vectors: their cosine
     */
    record Neighbour(long productKey, double score) {}

    List<Long> productKeys() {
        return found.stream().map(Neighbour::productKey).toList();
    }
}
