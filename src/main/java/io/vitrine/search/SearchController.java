package io.vitrine.search;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Search over HTTP. */
@RestController
class SearchController {

    private final ProductSearch search;
    private final SearchLog log;

    SearchController(ProductSearch search, SearchLog log) {
        this.search = search;
        this.log = log;
    }

    @PostMapping(path = "/api/search", produces = MediaType.APPLICATION_JSON_VALUE)
    SearchResult search(@RequestBody SearchRequest request, HttpServletRequest http) {
        SearchQuery query = SearchQuery.of(request);
        log.asked(http, query);
        SearchResult result = search.search(query);
        log.answered(http, result);
        return result;
    }
}
