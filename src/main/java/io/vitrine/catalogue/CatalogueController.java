package io.vitrine.catalogue;

import io.vitrine.errors.InvalidRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the catalogues, and the products of one. */
@RestController
@RequestMapping(path = "/api/catalogues", produces = MediaType.APPLICATION_JSON_VALUE)
class CatalogueController {

    private static final int MOST_AT_ONCE = 500;

    private final Products products;
    private final ProductRepository repository;

    CatalogueController(Products products, ProductRepository repository) {
        this.products = products;
        this.repository = repository;
    }

    /** @param isDefault whether requests that name no catalogue mean this one */
    record CatalogueJson(String name, long products, boolean isDefault) {}

    record CatalogueList(List<CatalogueJson> items, long total) {}

    record ProductList(List<ProductJson> items, long total) {}

    @GetMapping
    CatalogueList catalogues() {
        String ofDefault = products.defaultCatalogue();
        List<CatalogueJson> items = repository.counts().stream()
                .map(each -> new CatalogueJson(
                        each.getName(), each.getProducts(), each.getName().equals(ofDefault)))
                .toList();
        return new CatalogueList(items, items.size());
    }

    @GetMapping("/{catalogue}/products")
    ProductList products(
            @PathVariable String catalogue,
            @RequestParam(defaultValue = "0") long offset,
            @RequestParam(defaultValue = "20") int limit) {
        if (offset < 0) {
            throw new InvalidRequest("offset", "must be 0 or more");
        }
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw new InvalidRequest("limit", "must be 1 to " + MOST_AT_ONCE);
        }
        long total = products.count(CatalogueName.checked(catalogue));
        if (total == 0) {
            throw new CatalogueNotFound(catalogue);
        }
        List<ProductJson> items = repository.page(catalogue, offset, limit).stream()
                .map(product -> ProductJson.of(product.view()))
                .toList();
        return new ProductList(items, total);
    }
}
