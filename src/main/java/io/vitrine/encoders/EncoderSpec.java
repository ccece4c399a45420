package io.vitrine.encoders;

import static io.vitrine.encoders.EncoderException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.image.PixelWindow;
import io.vitrine.encoders.text.TextArchitecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The architecture of a dual encoder as data: which towers, how large, and where their weights start from.
 *
 * @param dimensions width of the shared space
 */
public record EncoderSpec(
        @JsonProperty(required = true) String name,
        int dimensions,
        @JsonProperty(required = true) Text text,
        @JsonProperty(required = true) Image image) {

    private static final String FAMILY = "family";
    private static final String ARCHITECTURE = "architecture";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * The text tower, whose {@code family} is {@code bert} or {@code gpt2}.
     *
     * @param weights where training starts from, a {@code hub:} reference; null for a start at random
     * @param tokenizer a {@code hub:} reference; null when it lies beside the weights
     * @param maxTokens longest text it reads, special tokens included; longer texts are cut
     * @param paddingId token id that fills up a batch; masked, so any id will do where the family has none of its own
     */
    public record Text(
            @Nullable String weights,
            @Nullable String tokenizer,
            int maxTokens,
            long paddingId,

            @JsonProperty(required = true)
            @JsonTypeInfo(use = Id.NAME, include = As.EXTERNAL_PROPERTY, property = FAMILY)
            TextArchitecture architecture) {

        /** Checks what no type can say. */
        public Text {
            require(architecture != null, ARCHITECTURE, "must be given");
            require(
                    maxTokens >= 3 && maxTokens <= architecture.positions(),
                    "maxTokens",
                    "must lie between 3 and the " + architecture.positions() + " positions of the tower");
        }
    }

    /**
     * The image tower, whose {@code family} is {@code vit} or {@code resnet}.
     *
     * @param weights where training starts from, a {@code hub:} reference; null for a start at random
     * @param centerCrop share of a picture's width and of its height, about the middle, that the tower reads when it embeds; null
     *     for all of it
     */
    public record Image(
            @Nullable String weights,
            @JsonInclude(Include.NON_NULL) @Nullable Double centerCrop,

            @JsonProperty(required = true)
            @JsonTypeInfo(use = Id.NAME, include = As.EXTERNAL_PROPERTY, property = FAMILY)
            ImageArchitecture architecture) {

        /** Checks what no type can say. */
        public Image {
            require(architecture != null, ARCHITECTURE, "must be given");
            require(
                    centerCrop == null || (centerCrop > 0 && centerCrop <= 1),
                    "centerCrop",
                    "must lie above 0 and be at most 1");
            centerCrop = centerCrop != null && centerCrop == 1 ? null : centerCrop;
        }

        /** Of a tower that reads whole pictures. */
        public Image(@Nullable String weights, ImageArchitecture architecture) {
            this(weights, null, architecture);
        }

        /** The middle of a picture that the tower reads. */
        PixelWindow window() {
            return centerCrop == null ? PixelWindow.WHOLE : PixelWindow.middle(centerCrop);
        }
    }

    /** Checks what no type can say. */
    public EncoderSpec {
        require(name != null, "name", "must be given");
        require(dimensions >= 2, "dimensions", "must be at least 2");
        require(text != null, "text", "must be given");
        require(image != null, "image", "must be given");
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
            String field = fieldOf(e);
            String where = field.isEmpty() ? source : source + ", field '" + field + "'";
            throw new EncoderException(where + ": " + problemOf(e), e);
        } catch (JacksonException e) {
            throw new EncoderException(source + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The path of the field that could not be read, such as {@code text.architecture.heads}. The reader leaves out the step to an
     * architecture, whose type stands outside of it.
     */
    private static String fieldOf(DatabindException failure) {
        List<String> steps = new ArrayList<>();
        for (JacksonException.Reference step : failure.getPath()) {
            if (isArchitecture(
                    step.from() instanceof Class<?> type ? type : step.from().getClass())) {
                steps.add(ARCHITECTURE);
            }
            steps.add(step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName());
        }
        if (failure instanceof ValueInstantiationException refused
                && isArchitecture(refused.getType().getRawClass())) {
            steps.add(ARCHITECTURE);
        } else if (failure instanceof InvalidTypeIdException) {
            steps.add(FAMILY);
        }
        return String.join(".", steps);
    }

    private static boolean isArchitecture(Class<?> type) {
        return TextArchitecture.class.isAssignableFrom(type) || ImageArchitecture.class.isAssignableFrom(type);
    }

    private static String problemOf(DatabindException failure) {
        return failure.getCause() instanceof EncoderException cause
                ? String.valueOf(cause.getMessage())
                : failure.getOriginalMessage();
    }

    /** The same towers without published weights, so that they start at random; the tokenizer stays theirs. */
    public EncoderSpec atRandom() {
        String vocabulary = text.tokenizer() == null ? text.weights() : text.tokenizer();
        return new EncoderSpec(
                name,
                dimensions,
                new Text(null, vocabulary, text.maxTokens(), text.paddingId(), text.architecture()),
                new Image(null, image.centerCrop(), image.architecture()));
    }

    /** The same towers, reading as much of the middle of pictures. */
    public EncoderSpec withCenterCrop(double centerCrop) {
        return new EncoderSpec(name, dimensions, text, new Image(image.weights(), centerCrop, image.architecture()));
    }

    /** The architecture as JSON, readable again by {@link #read}. */
    public byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
