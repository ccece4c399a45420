package io.vitrine.search;

import io.vitrine.catalogue.ProductJson;
import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.search.SearchResult.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes the hits of a page, with what the request wants told of each. */
@Component
class HitPages {

    private final Explanations explanations;
    private final Products products;

    HitPages(Explanations explanations, Products products) {
        this.explanations = explanations;
        this.products = products;
    }

    /** A page of hits; {@code exact} and {@code complete} as in an answer. */
    record HitPage(List<Hit> hits, boolean exact, boolean complete) {}

    HitPage of(SearchQuery query, Source source) {
        Ranking ranking = source.ranking().apply(query);
        Neighbours ranked = ranking.page();
        Map<Long, ProductView> found = new HashMap<>();
        products.inOrder(ranked.productKeys()).forEach(product -> found.put(product.key(), product));
        Map<Long, Explanation> why = query.explain() ? explain(query, source, ranking, found) : Map.of();
        List<Hit> hits = new ArrayList<>();
        for (Neighbour neighbour : ranked.found()) {
            ProductView product = found.get(neighbour.productKey());
            if (product != null) {
                int rank = query.offset() + hits.size() + 1;
                hits.add(
                        new Hit(rank, neighbour.score(), ProductJson.of(product), why.get(product.key())));
            }
        }
        // A product can vanish between two statements; then there may be one more that was not asked for.
        boolean complete = ranked.complete() && hits.size() == ranked.found().size();
        return new HitPage(hits, ranked.exact(), complete);
    }

    private Map<Long, Explanation> explain(
            SearchQuery query, Source source, Ranking ranking, Map<Long, ProductView> found) {
        List<ProductView> hits = ranking.page().productKeys().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
        return explanations.of(query, source, ranking.places(), hits);
    }
}
