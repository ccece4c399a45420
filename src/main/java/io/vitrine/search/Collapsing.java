package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.search.SameProducts.Looks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes one hit of the products that are the same to a shopper. A ranking is walked from its best product on; one that has the
 * picture or the name of an earlier hit joins the first such hit, and any other is a hit itself. So no two hits have the same
 * picture or the same name, and a page depends on what stands above it only: pages neither overlap nor leave gaps.
 */
@Component
class Collapsing {

    private static final int MOST_VARIANTS = 50;
    private static final int SPARE = 50;

    private final SameProducts sameProducts;

    Collapsing(SameProducts sameProducts) {
        this.sameProducts = sameProducts;
    }

    /**
     * A page of hits.
     *
     * @param variants keys of the other products of each hit, by the key of the one that stands for it
     */
    record Collapsed(Ranking ranking, Map<Long, List<Long>> variants) {}

    /** Reads the ranking again, four times as deep each time, until there are as many hits as asked for or it ends. */
    Collapsed page(SearchQuery query, Source source) {
        long wanted = (long) query.offset() + query.limit();
        long depth = 2 * wanted + SPARE;
        while (true) {
            int count = (int) Math.min(depth, Integer.MAX_VALUE);
            Ranking ranking = source.ranking().apply(query.firstOnes(count));
            List<Neighbour> found = ranking.page().found();
            Walk walk = new Walk(found, sameProducts.of(ranking.page().productKeys()));
            if (walk.hits.size() >= wanted || found.size() < count) {
                return page(query, source, ranking, walk);
            }
            depth *= 4;
        }
    }

    private Collapsed page(SearchQuery query, Source source, Ranking ranking, Walk walk) {
        List<Neighbour> page =
                walk.hits.stream().skip(query.offset()).limit(query.limit()).toList();
        boolean complete = page.size() == query.limit() || ranking.page().complete();
        Neighbours hits = new Neighbours(page, ranking.page().exact(), complete);
        return new Collapsed(new Ranking(hits, ranking.places()), variants(query, source, page, walk));
    }

    private Map<Long, List<Long>> variants(SearchQuery query, Source source, List<Neighbour> page, Walk walk) {
        Map<Long, List<Long>> variants = new HashMap<>();
        page.forEach(hit -> variants.put(hit.productKey(), new ArrayList<>()));
        List<Looks> looks = page.stream()
                .map(hit -> Objects.requireNonNull(walk.looks.get(hit.productKey())))
                .toList();
        for (Looks same : sameProducts.like(looks, source.catalogue(), source.scope(), query.filters())) {
            walk.hitOf(same)
                    .filter(hit -> hit != same.productKey())
                    .flatMap(hit -> Optional.ofNullable(variants.get(hit)))
                    .filter(others -> others.size() < MOST_VARIANTS)
                    .ifPresent(others -> others.add(same.productKey()));
        }
        return variants;
    }

    /** One way down a ranking; products that are gone since are passed over. */
    private static final class Walk {

        private final Map<Long, Looks> looks;
        private final List<Neighbour> hits = new ArrayList<>();
        private final Map<String, Integer> byPicture = new HashMap<>();
        private final Map<String, Integer> byName = new HashMap<>();

        Walk(List<Neighbour> ranking, Map<Long, Looks> looks) {
            this.looks = looks;
            for (Neighbour product : ranking) {
                Looks own = looks.get(product.productKey());
                if (own != null && hitOf(own).isEmpty()) {
                    byName.put(own.name(), hits.size());
                    if (own.picture() != null) {
                        byPicture.put(own.picture(), hits.size());
                    }
                    hits.add(product);
                }
            }
        }

        /** The key of the first hit that a product belongs to, if to any. */
        Optional<Long> hitOf(Looks product) {
            int hit = Math.min(byName.getOrDefault(product.name(), hits.size()), pictureHit(product));
            return hit < hits.size() ? Optional.of(hits.get(hit).productKey()) : Optional.empty();
        }

        private int pictureHit(Looks product) {
            return product.picture() == null ? hits.size() : byPicture.getOrDefault(product.picture(), hits.size());
        }
    }
}
