package io.vitrine.catalogue.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** One product per line as JSON: {@code {"id", "name", "attributes", "picture"}}, the picture in base64 and optional. */
public final class NdjsonFile implements ProductSource {

    /** A line may hold a picture in base64, which is a third longer than its bytes, and this much of anything else. */
    private static final int REST_OF_LINE = 1 << 20;

    private final Path file;
    private final int largestPicture;
    private final Lines lines;
    private final JsonMapper json;

    private NdjsonFile(Path file, int largestPicture, Lines lines) {
        this.file = file;
        this.largestPicture = largestPicture;
        this.lines = lines;
        this.json = strictMapper(longestLine(largestPicture));
    }

    public static NdjsonFile open(Path file, int largestPicture) throws IOException {
        return new NdjsonFile(file, largestPicture, new Lines(Files.newInputStream(file), longestLine(largestPicture)));
    }

    private static int longestLine(int largestPicture) {
        return (int) Math.min(Integer.MAX_VALUE - 16, largestPicture * 4L / 3 + REST_OF_LINE);
    }

    private static JsonMapper strictMapper(int longestText) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxStringLength(longestText)
                .maxNestingDepth(16)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    @Override
    public long rows() throws IOException {
        return Lines.count(file);
    }

    @Override
    public @Nullable SourceRow next() throws IOException, RowRefused {
        String line = lines.next();
        return line == null ? null : row(parse(line));
    }

    private Line parse(String line) throws RowRefused {
        try {
            Line parsed = json.readValue(line, Line.class);
            if (parsed != null) {
                return parsed;
            }
        } catch (JacksonException malformed) {
            throw new RowRefused(
                    SkipReason.MALFORMED_ROW, "is not a product in JSON: " + malformed.getOriginalMessage());
        }
        throw new RowRefused(SkipReason.MALFORMED_ROW, "is not a product in JSON: null");
    }

    private SourceRow row(Line line) throws RowRefused {
        if (line.id() == null) {
            throw new RowRefused(SkipReason.MALFORMED_ROW, "has no id");
        }
        Map<String, Object> attributes = new LinkedHashMap<>(line.attributes() == null ? Map.of() : line.attributes());
        String name = line.name() == null ? "" : line.name().strip();
        return new SourceRow(line.id(), name, attributes, () -> picture(line.picture()));
    }

    private byte @Nullable [] picture(@Nullable String encoded) throws RowRefused {
        if (encoded == null) {
            return null;
        }
        try {
            byte[] picture = Base64.getDecoder().decode(encoded);
            if (picture.length <= largestPicture) {
                return picture;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new RowRefused(SkipReason.UNREADABLE_PICTURE, "has a picture that is not base64");
        }
        throw new RowRefused(SkipReason.UNREADABLE_PICTURE, "has a picture of more than " + largestPicture + " bytes");
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private record Line(
            @Nullable String id,
            @Nullable String name,
            @Nullable Map<String, Object> attributes,
            @Nullable String picture) {}
}
