package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins two rankings into one by {@code Σ 1 / (60 + rank)} (Cormack et al. 2009), which needs no comparable scores. */
final class ReciprocalRank {

    private static final double SMOOTHING = 60;

    private ReciprocalRank() {}

    /** Everything that is in one of the rankings, best first; the score is 1 for what both have in the first place. */
    static List<Neighbour> fused(List<Neighbour> one, List<Neighbour> other) {
        Map<Long, Double> scores = new HashMap<>();
        add(one, scores);
        add(other, scores);
        double best = 2 / (SMOOTHING + 1);
        return scores.entrySet().stream()
                .map(entry -> new Neighbour(entry.getKey(), entry.getValue() / best))
                .sorted(Comparator.comparingDouble((Neighbour each) -> -each.score())
                        .thenComparingLong(Neighbour::productKey))
                .toList();
    }

    private static void add(List<Neighbour> ranking, Map<Long, Double> scores) {
        for (int i = 0; i < ranking.size(); i++) {
            scores.merge(ranking.get(i).productKey(), 1 / (SMOOTHING + i + 1), Double::sum);
        }
    }
}
