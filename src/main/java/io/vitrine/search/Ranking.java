package io.vitrine.search;

import io.vitrine.search.Explanation.Place;
import io.vitrine.search.Neighbours.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of products in the order of a search's mode.
 *
 * @param explanations of every product of the page, by key
 */
record Ranking(Neighbours page, Map<Long, Explanation> explanations) {

    static Ranking byVector(Neighbours page, int offset) {
        Map<Long, Explanation> explanations = new HashMap<>();
        places(page.found(), offset).forEach((key, place) -> explanations.put(key, new Explanation(place, null)));
        return new Ranking(page, explanations);
    }

    static Ranking byText(Neighbours page, int offset) {
        Map<Long, Explanation> explanations = new HashMap<>();
        places(page.found(), offset).forEach((key, place) -> explanations.put(key, new Explanation(null, place)));
        return new Ranking(page, explanations);
    }

    /** @param near and {@code having}: both rankings from the first rank on */
    static Ranking byBoth(Neighbours page, List<Neighbour> near, List<Neighbour> having) {
        Map<Long, Place> vector = places(near, 0);
        Map<Long, Place> text = places(having, 0);
        Map<Long, Explanation> explanations = new HashMap<>();
        page.productKeys().forEach(key -> explanations.put(key, new Explanation(vector.get(key), text.get(key))));
        return new Ranking(page, explanations);
    }

    private static Map<Long, Place> places(List<Neighbour> ranking, int offset) {
        Map<Long, Place> places = new HashMap<>();
        for (int i = 0; i < ranking.size(); i++) {
            places.put(
                    ranking.get(i).productKey(),
                    new Place(offset + i + 1, ranking.get(i).score()));
        }
        return places;
    }
}
