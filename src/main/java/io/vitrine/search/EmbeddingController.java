package io.vitrine.search;

import io.vitrine.encoders.Picture;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The active model's vectors for other programs. */
@RestController
class EmbeddingController {

    /** As many as one call of the engine embeds by default, so that searches wait for no longer than usual. */
    static final int MOST_AT_ONCE = 16;

    private final ActiveModel activeModel;
    private final PictureDecoder decoder;

    EmbeddingController(ActiveModel activeModel, PictureDecoder decoder) {
        this.activeModel = activeModel;
        this.decoder = decoder;
    }

    /** @param images picture files in base64 */
    record EmbeddingRequest(
            @Nullable List<@Nullable String> texts,
            @Nullable List<@Nullable String> images) {}

    /**
     * Vectors in the order of what was sent.
     *
     * @param embeddings each of unit length; the inner product of a text's and a picture's says how well they fit
     */
    record EmbeddingList(String model, int dimensions, float[][] embeddings) {}

    @PostMapping(path = "/api/embeddings", produces = MediaType.APPLICATION_JSON_VALUE)
    EmbeddingList embed(@RequestBody EmbeddingRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        if (request.texts() == null && request.images() != null) {
            each(
                    "images",
                    request.images(),
                    problems,
                    (field, image) -> images.add(QueryFields.picture(field, image, problems)));
        } else if (request.images() == null) {
            each(
                    "texts",
                    request.texts(),
                    problems,
                    (field, text) -> texts.add(QueryFields.text(field, text, problems)));
        } else {
            problems.add(new FieldProblem("images", "cannot stand beside 'texts': send one request for each"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return activeModel.lease(model -> {
            float[][] vectors = texts.isEmpty() ? pictures(images, model) : model.embedQueries(texts);
            return new EmbeddingList(model.version(), model.dimensions(), vectors);
        });
    }

    private interface Check {
        void accept(String field, @Nullable String value);
    }

    private static void each(
            String field, @Nullable List<@Nullable String> values, List<FieldProblem> problems, Check check) {
        if (values == null || values.isEmpty() || values.size() > MOST_AT_ONCE) {
            problems.add(new FieldProblem(field, "must be a list of 1 to " + MOST_AT_ONCE));
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            check.accept(field + "[" + i + "]", values.get(i));
        }
    }

    private float[][] pictures(List<byte[]> images, LoadedModel model) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            pictures.add(decoder.readForQuery("images[" + i + "]", images.get(i), model.preprocessing()));
        }
        return pictures.stream().map(model::embedPicture).toArray(float[][]::new);
    }
}
