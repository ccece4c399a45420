package io.vitrine.search;

import io.vitrine.catalogue.ProductJson;
import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.search.Collapsing.Collapsed;
import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.search.SearchResult.Hit;
import io.vitrine.search.SearchResult.Variant;
import io.vitrine.stages.Stages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the hits of a page, with what the request wants told of each. */
@Component
class HitPages {

    private final Collapsing collapsing;
    private final Explanations explanations;
    private final Products products;
    private final Stages stages;

    HitPages(Collapsing collapsing, Explanations explanations, Products products, Stages stages) {
        this.collapsing = collapsing;
        this.explanations = explanations;
        this.products = products;
        this.stages = stages;
    }

    /** A page of hits; {@code exact} and {@code complete} as in an answer. */
    record HitPage(List<Hit> hits, boolean exact, boolean complete) {}

    HitPage of(SearchQuery query, Source source) {
        Collapsed page = query.collapseDuplicates()
                ? stages.run("collapse duplicates", () -> collapsing.page(query, source))
                : new Collapsed(source.ranking().apply(query), Map.of());
        Neighbours ranked = page.ranking().page();
        Map<Long, ProductView> found = read(ranked, page.variants());
        Map<Long, Explanation> why = query.explain() ? explain(query, source, page.ranking(), found) : Map.of();
        List<Hit> hits = new ArrayList<>();
        for (Neighbour neighbour : ranked.found()) {
            ProductView product = found.get(neighbour.productKey());
            if (product != null) {
                int rank = query.offset() + hits.size() + 1;
                hits.add(new Hit(
                        rank,
                        neighbour.score(),
                        ProductJson.of(product),
                        why.get(product.key()),
                        query.collapseDuplicates() ? variants(product, page.variants(), found) : null));
            }
        }
        // A product can vanish between two statements; then there may be one more that was not asked for.
        boolean complete = ranked.complete() && hits.size() == ranked.found().size();
        return new HitPage(hits, ranked.exact(), complete);
    }

    private Map<Long, ProductView> read(Neighbours ranked, Map<Long, List<Long>> variants) {
        List<Long> keys = Stream.concat(
                        ranked.productKeys().stream(),
                        variants.values().stream().flatMap(List::stream))
                .toList();
        Map<Long, ProductView> found = new HashMap<>();
        stages.run("join products", () -> products.inOrder(keys)).forEach(product -> found.put(product.key(), product));
        return found;
    }

    private Map<Long, Explanation> explain(
            SearchQuery query, Source source, Ranking ranking, Map<Long, ProductView> found) {
        List<ProductView> hits = ranking.page().productKeys().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .toList();
        return stages.run("explain", () -> explanations.of(query, source, ranking.places(), hits));
    }

    private static List<Variant> variants(
            ProductView product, Map<Long, List<Long>> variants, Map<Long, ProductView> found) {
        return variants.getOrDefault(product.key(), List.of()).stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(other -> variant(product, other))
                .toList();
    }

    private static Variant variant(ProductView product, ProductView other) {
        Map<String, @Nullable Object> different = new HashMap<>();
        product.attributes().keySet().forEach(attribute -> different.put(attribute, null));
        different.putAll(other.attributes());
        different
                .entrySet()
                .removeIf(attribute -> Objects.equals(
                        attribute.getValue(), product.attributes().get(attribute.getKey())));
        ProductJson shown = ProductJson.of(other);
        return new Variant(shown.id(), shown.name(), different, shown.imageUrl());
    }
}
