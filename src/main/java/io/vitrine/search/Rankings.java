package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.stages.Stages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Ranks products by their pictures, by their words, or by both. */
@Component
class Rankings {

    /** How deep both rankings are read before they are fused: always as deep, so that pages do not overlap. */
    private static final int FUSED_DEPTH = 1000;

    private final NearestProducts nearest;
    private final MatchingProducts matching;
    private final Vocabularies vocabularies;
    private final Stages stages;

    Rankings(NearestProducts nearest, MatchingProducts matching, Vocabularies vocabularies, Stages stages) {
        this.nearest = nearest;
        this.matching = matching;
        this.vocabularies = vocabularies;
        this.stages = stages;
    }

    /** @param known words that are no mistakes, even if no product has them */
    TextQuery words(String text, String catalogue, Predicate<String> known) {
        return TextQuery.of(text, vocabularies.stems(text), vocabularies.of(catalogue), known);
    }

    Ranking byVector(EmbeddingTable table, VectorQuery vector, SearchQuery query) {
        return Ranking.byVector(near(table, vector, query, query.limit(), query.offset()), query.offset());
    }

    Ranking byText(String catalogue, TextQuery words, SearchQuery query) {
        List<Neighbour> page = having(catalogue, words, query, query.limit(), query.offset());
        return Ranking.byText(new Neighbours(page, true, true), query.offset());
    }

    Ranking byBoth(EmbeddingTable table, VectorQuery vector, TextQuery words, SearchQuery query) {
        Neighbours near = near(table, vector.unbounded(), query, FUSED_DEPTH, 0);
        List<Neighbour> having = having(table.catalogue(), words, query, FUSED_DEPTH, 0);
        List<Neighbour> fused = stages.run(
                "fuse",
                () -> closeEnough(ScoreFusion.fused(near.found(), coverage(words, near, having)), table, vector));
        List<Neighbour> page =
                fused.stream().skip(query.offset()).limit(query.limit()).toList();
        boolean complete = page.size() == query.limit() || isWhole(near, having, vector);
        return Ranking.byBoth(new Neighbours(page, near.exact(), complete), near.found(), having);
    }

    private Neighbours near(EmbeddingTable table, VectorQuery vector, SearchQuery query, int limit, int offset) {
        return stages.run(
                "nearest vectors", () -> nearest.nearest(table, vector, query.filters(), limit, offset, query.exact()));
    }

    private List<Neighbour> having(String catalogue, TextQuery words, SearchQuery query, int limit, int offset) {
        return stages.run("matching words", () -> matching.best(catalogue, words, query.filters(), limit, offset));
    }

    /** Also of those near ones that have as many words as the last that was read, and stand below it. */
    private Map<Long, Double> coverage(TextQuery words, Neighbours near, List<Neighbour> having) {
        Map<Long, Double> coverage = new HashMap<>();
        having.forEach(each -> coverage.put(each.productKey(), each.score()));
        if (having.size() == FUSED_DEPTH) {
            matching.scores(words, near.productKeys()).forEach(coverage::putIfAbsent);
        }
        return coverage;
    }

    /** Without those that are not near enough, however well their words fit; the others keep their places and scores. */
    private List<Neighbour> closeEnough(List<Neighbour> fused, EmbeddingTable table, VectorQuery vector) {
        if (!vector.isBounded()) {
            return fused;
        }
        Map<Long, Double> scores = nearest.scores(
                table, vector, fused.stream().map(Neighbour::productKey).toList());
        return fused.stream()
                .filter(each -> scores.getOrDefault(each.productKey(), Double.NEGATIVE_INFINITY) >= vector.least())
                .toList();
    }

    /** Whether nothing that could be found stands below the depth that was read. */
    private static boolean isWhole(Neighbours near, List<Neighbour> having, VectorQuery vector) {
        if (!near.complete()) {
            return false;
        }
        boolean allNear = near.found().size() < FUSED_DEPTH;
        return vector.isBounded()
                ? allNear || near.found().getLast().score() < vector.least()
                : allNear && having.size() < FUSED_DEPTH;
    }
}
