package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins what pictures and what words say of products: {@code (coverage³ + 0.3 · closeness) / 1.3}.
 *
 * <p>Coverage is the weighted share of the query's words that a product has. Its cube says that having them all counts for much, and
 * having half of them for little: "for women" alone is in every other product. Closeness is where a picture's score lies between
 * those of the last and the first of the nearest pictures that were read, 0 to 1, whatever the scale of a model's scores. Both numbers
 * were chosen on queries of four kinds ({@code src/docs/decisions/text-and-hybrid.md}).
 */
final class ScoreFusion {

    private static final double CLOSENESS_SHARE = 0.3;

    private ScoreFusion() {}

    /**
     * Everything that is near or has a word, best first; the score is 1 for the nearest when it has all words.
     *
     * @param near best first, always read as deep
     * @param coverage 0 to 1 by product key; a product that is not in it has none of the words
     */
    static List<Neighbour> fused(List<Neighbour> near, Map<Long, Double> coverage) {
        Map<Long, Double> scores = new HashMap<>();
        coverage.forEach((key, share) -> scores.put(key, share * share * share));
        near.forEach(each -> scores.merge(each.productKey(), CLOSENESS_SHARE * closeness(each, near), Double::sum));
        return scores.entrySet().stream()
                .map(entry -> new Neighbour(entry.getKey(), entry.getValue() / (1 + CLOSENESS_SHARE)))
                .sorted(Comparator.comparingDouble((Neighbour each) -> -each.score())
                        .thenComparingLong(Neighbour::productKey))
                .toList();
    }

    private static double closeness(Neighbour one, List<Neighbour> near) {
        double first = near.getFirst().score();
        double last = near.getLast().score();
        return first == last ? 1 : (one.score() - last) / (first - last);
    }
}
