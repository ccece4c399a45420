package io.vitrine.search;

import io.vitrine.search.Explanation.Place;
import io.vitrine.search.Neighbours.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of products in the order of a search's mode.
 *
 * @param places of every product of the page, by key
 */
record Ranking(Neighbours page, Map<Long, Places> places) {

    /** Where a product stands in each of the rankings that were read; null where it does not stand. */
    record Places(@Nullable Place vector, @Nullable Place text) {

        static final Places NONE = new Places(null, null);
    }

    static Ranking byVector(Neighbours page, int offset) {
        Map<Long, Places> places = new HashMap<>();
        places(page.found(), offset).forEach((key, place) -> places.put(key, new Places(place, null)));
        return new Ranking(page, places);
    }

    static Ranking byText(Neighbours page, int offset) {
        Map<Long, Places> places = new HashMap<>();
        places(page.found(), offset).forEach((key, place) -> places.put(key, new Places(null, place)));
        return new Ranking(page, places);
    }

    /** @param near and {@code having}: both rankings from the first rank on */
    static Ranking byBoth(Neighbours page, List<Neighbour> near, List<Neighbour> having) {
        Map<Long, Place> vector = places(near, 0);
        Map<Long, Place> text = places(having, 0);
        Map<Long, Places> places = new HashMap<>();
        page.productKeys().forEach(key -> places.put(key, new Places(vector.get(key), text.get(key))));
        return new Ranking(page, places);
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
