package io.vitrine.search;

import io.vitrine.catalogue.ProductJson;
import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.ActiveModel;
import io.vitrine.search.FacetCounts.FacetValue;
import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.search.SearchResult.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds products by how close their pictures lie to the query, with the active model, by their words, or by both. */
@Service
class ProductSearch {

    private final ActiveModel activeModel;
    private final LiveTables tables;
    private final QueryVectors vectors;
    private final Rankings rankings;
    private final FacetCounts facets;
    private final Products products;
    private final AttributeNames attributes;
    private final SearchMeters meters;

    ProductSearch(
            ActiveModel activeModel,
            LiveTables tables,
            QueryVectors vectors,
            Rankings rankings,
            FacetCounts facets,
            Products products,
            AttributeNames attributes,
            SearchMeters meters) {
        this.activeModel = activeModel;
        this.tables = tables;
        this.vectors = vectors;
        this.rankings = rankings;
        this.facets = facets;
        this.products = products;
        this.attributes = attributes;
        this.meters = meters;
    }

    SearchResult search(SearchQuery query) {
        long start = System.nanoTime();
        String catalogue = catalogue(query);
        attributes.requireKnown(catalogue, query);
        SearchResult result =
                query.mode() == Mode.TEXT ? byText(catalogue, query, start) : byVector(catalogue, query, start);
        meters.total(System.nanoTime() - start);
        return result;
    }

    private SearchResult byText(String catalogue, SearchQuery query, long start) {
        return meters.database(() -> {
            TextQuery words = words(catalogue, query);
            Ranking ranking = rankings.byText(catalogue, words, query);
            return result(query, catalogue, null, ranking, Scope.matching(catalogue, words), start);
        });
    }

    private SearchResult byVector(String catalogue, SearchQuery query, long start) {
        return activeModel.lease(model -> {
            EmbeddingTable found = tables.of(model.version(), catalogue);
            VectorQuery vector = meters.embedding(() -> vectors.of(query.meaning(), model, found));
            return meters.database(() -> tables.read(found, table -> {
                Ranking ranking = query.mode() == Mode.HYBRID
                        ? rankings.byBoth(table, vector, words(catalogue, query), query)
                        : rankings.byVector(table, vector, query);
                return result(query, catalogue, table.model(), ranking, Scope.indexed(table), start);
            }));
        });
    }

    private TextQuery words(String catalogue, SearchQuery query) {
        return rankings.words(String.valueOf(query.text()), catalogue);
    }

    private String catalogue(SearchQuery query) {
        if (query.catalogue() == null) {
            return products.defaultCatalogue();
        }
        if (!products.exists(query.catalogue())) {
            throw new InvalidRequest("catalogue", "names no catalogue that has products");
        }
        return query.catalogue();
    }

    private SearchResult result(
            SearchQuery query, String catalogue, @Nullable String model, Ranking ranking, Scope scope, long start) {
        List<Hit> hits = hits(query, ranking);
        // A product can vanish between the two statements; then there may be one more that was not asked for.
        boolean complete = ranking.page().complete()
                && hits.size() == ranking.page().found().size();
        Map<String, List<FacetValue>> counts =
                query.facets().isEmpty() ? null : facets.of(scope, query.filters(), query.facets());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new SearchResult(
                query.text(),
                catalogue,
                model,
                query.mode().label(),
                ranking.page().exact(),
                complete,
                took,
                hits,
                counts);
    }

    private List<Hit> hits(SearchQuery query, Ranking ranking) {
        Map<Long, ProductView> found = new HashMap<>();
        products.inOrder(ranking.page().productKeys()).forEach(product -> found.put(product.key(), product));
        List<Hit> hits = new ArrayList<>();
        for (Neighbour neighbour : ranking.page().found()) {
            ProductView product = found.get(neighbour.productKey());
            if (product != null) {
                int rank = query.offset() + hits.size() + 1;
                Explanation why = query.explain() ? ranking.explanations().get(neighbour.productKey()) : null;
                hits.add(new Hit(rank, neighbour.score(), ProductJson.of(product), why));
            }
        }
        return hits;
    }
}
