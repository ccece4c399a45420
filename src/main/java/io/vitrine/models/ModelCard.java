package io.vitrine.models;

import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.ScoreCalibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model's directory tells about it: the architecture's name in {@code encoder.json}, and {@code model-card.json}. */
record ModelCard(String encoder, JsonNode card, JsonNode metrics) {

    static ModelCard read(Path directory, JsonMapper json) {
        JsonNode architecture = parse(directory.resolve("encoder.json"), json);
        JsonNode card = parse(directory.resolve("model-card.json"), json);
        JsonNode metrics = card.has("metrics") ? card.path("metrics") : json.createObjectNode();
        return new ModelCard(architecture.path("name").asString("unnamed"), card, metrics);
    }

    /**
     * What the version's scores mean, as its training found.
     *
     * @throws EncoderException when the numbers cannot be a calibration
     */
    Optional<ScoreCalibration> calibration() {
        JsonNode fitted = card.path("calibration");
        return fitted.isObject()
                ? Optional.of(new ScoreCalibration(
                        fitted.path("slope").asDouble(Double.NaN),
                        fitted.path("intercept").asDouble(Double.NaN)))
                : Optional.empty();
    }

    private static JsonNode parse(Path file, JsonMapper json) {
        try {
            return json.readTree(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("A model's directory needs " + file.getFileName(), failure);
        }
    }
}
