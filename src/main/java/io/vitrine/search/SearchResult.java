package io.vitrine.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vitrine.catalogue.ProductJson;
import io.vitrine.search.FacetCounts.FacetValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search.
 *
 * @param query the words of a search by text, null for one by anything else
 * @param corrected the text that was searched for instead, without what look like mistakes; left out when nothing does
 * @param model the version that embedded the query and all hits; null when no vectors were compared
 * @param exact whether every vector that passes the filters was compared
 * @param complete whether as many hits came back as were asked for, or no more exist
 * @param facets counts of values by attribute, null when none were asked for
 */
record SearchResult(
        @Nullable String query,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String corrected,
        String catalogue,
        @Nullable String model,
        String mode,
        boolean exact,
        boolean complete,
        long tookMillis,
        List<Hit> hits,
        @Nullable Map<String, List<FacetValue>> facets) {

    /** The same answer to a question that was asked at a moment of the system's monotonic clock, in nanoseconds. */
    SearchResult tookSince(long start) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new SearchResult(query, corrected, catalogue, model, mode, exact, complete, took, hits, facets);
    }

    /**
     * One product that was found.
     *
     * @param rank 1 for the best, counted over all pages
     * @param score by vector the cosine; by text the share of the words that it has, by their rarity; by both from the ranks
     * @param explanation null when none was asked for
     * @param variants the other products of a hit that stands for several, 50 at most; null when each is a hit
     */
    record Hit(
            int rank,
            double score,
            ProductJson product,
            @Nullable Explanation explanation,
            @Nullable List<Variant> variants) {}

    /**
     * A product with the same picture as a hit's, or a name of the same words.
     *
     * @param attributes those that are not as the hit's own; null for one that it does not have
     */
    record Variant(
            String id,
            String name,
            Map<String, @Nullable Object> attributes,
            @Nullable String imageUrl) {}
}
