package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells over HTTP what a picture shows. */
@RestController
class CaptionController {

    static final int DEFAULT_LIMIT = 10;
    static final int LARGEST_LIMIT = 100;

    private final Captions captions;

    CaptionController(Captions captions) {
        this.captions = captions;
    }

    /**
     * A picture to be told.
     *
     * @param image a picture file in base64
     * @param catalogue whose names and attribute values it is told in; the default one when left out
     * @param limit names at most, and values of each attribute; 10 when left out
     */
    record CaptionRequest(
            @Nullable String image,
            @Nullable String catalogue,
            @Nullable Integer limit) {}

    @PostMapping(path = "/api/captions", produces = MediaType.APPLICATION_JSON_VALUE)
    CaptionResult tell(@RequestBody CaptionRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        byte[] picture = QueryFields.picture("image", request.image(), problems);
        String catalogue = request.catalogue();
        if (catalogue != null && !SearchQuery.CATALOGUE.matcher(catalogue).matches()) {
            problems.add(new FieldProblem("catalogue", "must be 1 to 40 of a-z, 0-9 and '-'"));
        }
        int limit = SearchQuery.within("limit", request.limit(), DEFAULT_LIMIT, 1, LARGEST_LIMIT, problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return captions.of(picture, catalogue, limit);
    }
}
