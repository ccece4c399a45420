package io.vitrine.encoders;

import io.vitrine.encoders.image.VitConfig;
import io.vitrine.encoders.text.BertConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The architecture of a dual encoder as data: which towers, how large, and where their weights start from.
 *
 * @param dimensions width of the shared space
 */
public record EncoderSpec(String name, int dimensions, Text text, Image image) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * The text tower.
     *
     * @param family {@code bert}
     * @param weights where training starts from, a {@code hub:} reference
     * @param maxTokens longest text it reads, special tokens included; longer texts are cut
     * @param paddingId token id that fills up a batch
     */
    public record Text(
            String family, @Nullable String weights, int maxTokens, long paddingId, BertConfig architecture) {}

    /**
     * The image tower.
     *
     * @param family {@code vit}
     * @param weights where training starts from, a {@code hub:} reference
     */
    public record Image(String family, @Nullable String weights, VitConfig architecture) {}

    /** Checks what no type can say. */
    public EncoderSpec {
        require(dimensions >= 2, "dimensions", "must be at least 2");
        require(text.family().equals("bert"), "text.family", "is '" + text.family() + "'; known is bert");
        require(image.family().equals("vit"), "image.family", "is '" + image.family() + "'; known is vit");
        require(
                text.maxTokens() >= 3 && text.maxTokens() <= text.architecture().positions(),
                "text.maxTokens",
                "must lie between 3 and the " + text.architecture().positions() + " positions of the tower");
    }

    private static void require(boolean condition, String field, String problem) {
        if (!condition) {
            throw new EncoderException("Encoder field '" + field + "' " + problem);
        }
    }

    /** An architecture that comes with Vitrine: {@code encoders/<name>.json} on the class path. */
    public static EncoderSpec named(String name) {
        String resource = "/encoders/" + name + ".json";
        try (InputStream input = EncoderSpec.class.getResourceAsStream(resource)) {
            if (input == null || !name.matches("[a-z0-9-]{1,60}")) {
                throw new EncoderException("There is no encoder '" + name + "': add " + resource + " or name another");
            }
            return parse(resource, input.readAllBytes());
        } catch (IOException e) {
            throw new EncoderException("Cannot read " + resource, e);
        }
    }

    /** Reads an architecture from a file. */
    public static EncoderSpec read(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new EncoderException("Cannot read the encoder's architecture from " + file, e);
        }
    }

    private static EncoderSpec parse(String source, byte[] json) {
        try {
            return JSON.readValue(json, EncoderSpec.class);
        } catch (DatabindException e) {
            if (e.getCause() instanceof EncoderException cause) {
                throw new EncoderException(source + ": " + cause.getMessage(), cause);
            }
            throw new EncoderException(source + ": field " + e.getPathReference() + ": " + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw new EncoderException(source + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The architecture as JSON, readable again by {@link #read}. */
    public byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
