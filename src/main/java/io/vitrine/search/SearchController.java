package io.vitrine.search;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Search over HTTP. */
@RestController
class SearchController {

    private final ProductSearch search;

    SearchController(ProductSearch search) {
        this.search = search;
    }

    @PostMapping("/api/search")
    SearchResult search(@RequestBody SearchRequest request) {
        return search.search(SearchQuery.of(request));
    }
}
