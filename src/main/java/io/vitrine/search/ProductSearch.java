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
import org.springframework.stereotype.Service;

/** Finds the products whose pictures lie closest to the query, with the active model. */
@Service
class ProductSearch {

    private final ActiveModel activeModel;
    private final LiveTables tables;
    private final QueryVectors vectors;
    private final NearestProducts nearest;
    private final FacetCounts facets;
    private final Products products;
    private final AttributeNames attributes;
    private final SearchMeters meters;

    ProductSearch(
            ActiveModel activeModel,
            LiveTables tables,
            QueryVectors vectors,
            NearestProducts nearest,
            FacetCounts facets,
            Products products,
            AttributeNames attributes,
            SearchMeters meters) {
        this.activeModel = activeModel;
        this.tables = tables;
        this.vectors = vectors;
        this.nearest = nearest;
        this.facets = facets;
        this.products = products;
        this.attributes = attributes;
        this.meters = meters;
    }

    SearchResult search(SearchQuery query) {
        long start = System.nanoTime();
        String catalogue = catalogue(query);
        SearchResult result = activeModel.lease(model -> {
            EmbeddingTable found = tables.of(model.version(), catalogue);
            attributes.requireKnown(catalogue, query);
            VectorQuery vector = meters.embedding(() -> vectors.of(query.meaning(), model, found));
            return meters.database(() -> tables.read(found, table -> result(query, table, vector, start)));
        });
        meters.total(System.nanoTime() - start);
        return result;
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

    private SearchResult result(SearchQuery query, EmbeddingTable table, VectorQuery vector, long start) {
        Neighbours neighbours =
                nearest.nearest(table, vector, query.filters(), query.limit(), query.offset(), query.exact());
        Map<Long, ProductView> found = new HashMap<>();
        products.inOrder(neighbours.productKeys()).forEach(product -> found.put(product.key(), product));
        List<Hit> hits = new ArrayList<>();
        for (Neighbour neighbour : neighbours.found()) {
            ProductView product = found.get(neighbour.productKey());
            if (product != null) {
                int rank = query.offset() + hits.size() + 1;
                hits.add(new Hit(rank, neighbour.score(), ProductJson.of(product), null));
            }
        }
        // A product can vanish between the two statements; then there may be one more that was not asked for.
        boolean complete =
                neighbours.complete() && hits.size() == neighbours.found().size();
        Map<String, List<FacetValue>> counts =
                query.facets().isEmpty() ? null : facets.of(table, query.filters(), query.facets());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new SearchResult(
                query.text(),
                table.catalogue(),
                table.model(),
                "vector",
                neighbours.exact(),
                complete,
                took,
                hits,
                counts);
    }
}
