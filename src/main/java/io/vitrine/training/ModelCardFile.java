package io.vitrine.training;

import io.vitrine.encoders.EncoderSpec;
import io.vitrine.learning.TrainingData;
import io.vitrine.learning.TrainingOutcome;
import io.vitrine.learning.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model's card: what it learned from and how, what was held out, what it is worth, what its scores mean, and whose licences its
 * start weights carry.
 *
 * @param source the catalogue's name or what the data set is called
 * @param drawn number of drawn products that were learned from too
 * @param startedFrom names of the published weights, or the card of the model that training began with
 * @param commit of the trainer's source code, null when unknown
 * @param job that trained it, null for a training without a service
 */
record ModelCardFile(
        String name,
        TrainingPlan plan,
        String source,
        TrainingData data,
        int drawn,
        TrainingOutcome outcome,
        Measured measured,
        JsonNode startedFrom,
        String device,
        @Nullable String commit,
        @Nullable UUID job) {

    static final String CALIBRATION = "calibration";
    static final String EPOCHS = "epochs";
    static final String METRICS = "metrics";
    static final String JOB = "job";

    private static final String FILE = "model-card.json";
    private static final String SPLIT_METHOD = "bag-of-words-and-picture";

    /** The published weights that an architecture starts from. */
    static JsonNode publishedTowers(TrainingPlan plan) {
        return publishedTowers(EncoderSpec.named(plan.encoder()));
    }

    static JsonNode publishedTowers(EncoderSpec spec) {
        return new JsonMapper()
                .createObjectNode()
                .put("text", spec.text().weights())
                .put("image", spec.image().weights());
    }

    /** The card in a trained encoder's directory. */
    static JsonNode read(Path directory) {
        return new JsonMapper().readTree(in(directory));
    }

    /** Where the card of an encoder is. */
    static Path in(Path directory) {
        return directory.resolve(FILE);
    }

    void writeTo(Path directory) throws IOException {
        write(content(), directory);
    }

    /** Replaces the card in a directory. */
    static void write(Object card, Path directory) throws IOException {
        JsonMapper json = new JsonMapper();
        Files.write(in(directory), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(card));
    }

    private Map<String, Object> content() {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("encoder", plan.encoder());
        card.put("createdAt", Instant.now().toString());
        card.put("startedFrom", startedFrom);
        card.put("device", device);
        if (commit != null) {
            card.put("commit", commit);
        }
        if (job != null) {
            card.put(JOB, job.toString());
        }
        card.put(
                "data",
                Map.of(
                        "source", source,
                        "train", data.train().size(),
                        "validation", data.validation().size(),
                        "test", data.test().size(),
                        "drawn", drawn));
        card.put(
                "split",
                Map.of(
                        "method", SPLIT_METHOD,
                        "seed", plan.split().seed(),
                        "validation", plan.split().validation(),
                        "test", plan.split().test()));
        card.put("plan", plan);
        card.put(EPOCHS, outcome.epochs());
        if (!outcome.blends().isEmpty()) {
            card.put("blends", outcome.blends());
        }
        card.put("centerCrops", outcome.centerCrops());
        card.put(METRICS, measured.report());
        measured.calibration().ifPresent(calibration -> card.put(CALIBRATION, calibration));
        return card;
    }
}
