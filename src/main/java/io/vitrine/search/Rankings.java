package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ranks products by their pictures, by their words, or by both. */
@Component
class Rankings {

    /** How deep both rankings are read before they are fused: always as deep, so that pages do not overlap. */
    private static final int FUSED_DEPTH = 1000;

    private final NearestProducts nearest;
    private final MatchingProducts matching;
    private final Vocabularies vocabularies;

    Rankings(NearestProducts nearest, MatchingProducts matching, Vocabularies vocabularies) {
        this.nearest = nearest;
        this.matching = matching;
        this.vocabularies = vocabularies;
    }

    TextQuery words(String text, String catalogue) {
        return TextQuery.of(vocabularies.stems(text), vocabularies.of(catalogue));
    }

    Ranking byVector(EmbeddingTable table, VectorQuery vector, SearchQuery query) {
        Neighbours page = nearest.nearest(table, vector, query.filters(), query.limit(), query.offset(), query.exact());
        return Ranking.byVector(page, query.offset());
    }

    Ranking byText(String catalogue, TextQuery words, SearchQuery query) {
        List<Neighbour> page = matching.best(catalogue, words, query.filters(), query.limit(), query.offset());
        return Ranking.byText(new Neighbours(page, true, true), query.offset());
    }

    Ranking byBoth(EmbeddingTable table, VectorQuery vector, TextQuery words, SearchQuery query) {
        Neighbours near = nearest.nearest(table, vector, query.filters(), FUSED_DEPTH, 0, query.exact());
        List<Neighbour> having = matching.best(table.catalogue(), words, query.filters(), FUSED_DEPTH, 0);
        List<Neighbour> fused = ReciprocalRank.fused(near.found(), having).stream()
                .skip(query.offset())
                .limit(query.limit())
                .toList();
        boolean complete = fused.size() == query.limit() || isWhole(near, having);
        return Ranking.byBoth(new Neighbours(fused, near.exact(), complete), near.found(), having);
    }

    /** Whether neither ranking goes on below the depth that was read. */
    private static boolean isWhole(Neighbours near, List<Neighbour> having) {
        return near.complete() && near.found().size() < FUSED_DEPTH && having.size() < FUSED_DEPTH;
    }
}
