package io.vitrine.catalogue.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFileTests {

    @TempDir
    Path temporary;

    @Test
    void readsOneProductPerLine() throws Exception {
        byte[] picture = TinyPictures.jpeg(Color.GREEN);
        try (NdjsonFile source = open("""
                {"id":"a","name":" Green Shirt ","attributes":{"gender":"Men","year":2012},"picture":"%s"}

                {"id":"b"}
                """.formatted(Base64.getEncoder().encodeToString(picture)))) {
            assertThat(source.rows()).isEqualTo(2);
            SourceRow first = next(source);
            assertThat(first.id()).isEqualTo("a");
            assertThat(first.name()).isEqualTo("Green Shirt");
            assertThat(first.attributes()).isEqualTo(Map.of("gender", "Men", "year", 2012));
            assertThat(first.picture().bytes()).isEqualTo(picture);

            SourceRow second = next(source);
            assertThat(second.name()).isEmpty();
            assertThat(second.picture().bytes()).isNull();
            assertThat(source.line()).isEqualTo(3);
            assertThat(source.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "null",
                "{}",
                "{\"id\":7}",
                "{\"id\":\"a\",\"price\":1}",
                "{\"id\":\"a\"} {\"id\":\"b\"}",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"id\":\"a\",\"attributes\":[]}"
            })
    void saysThatALineIsMalformedAndGoesOn(String line) throws Exception {
        try (NdjsonFile source = open(line + "\n{\"id\":\"good\"}\n")) {
            assertThatExceptionOfType(RowRefused.class)
                    .isThrownBy(source::next)
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(SkipReason.MALFORMED_ROW));
            assertThat(next(source).id()).isEqualTo("good");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesAPictureThatIsNotBase64OrTooLarge(String picture) throws Exception {
        Path file = Files.writeString(
                temporary.resolve("products"), "{\"id\":\"a\",\"picture\":\"%s\"}\n".formatted(picture));
        try (NdjsonFile source = NdjsonFile.open(file, 20)) {
            SourceRow row = next(source);
            assertThatExceptionOfType(RowRefused.class)
                    .isThrownBy(() -> row.picture().bytes())
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo(SkipReason.UNREADABLE_PICTURE));
        }
    }

    private NdjsonFile open(String lines) throws IOException {
        return NdjsonFile.open(Files.writeString(temporary.resolve("products"), lines), 10_000);
    }

    private static SourceRow next(ProductSource source) throws IOException, RowRefused {
        return Objects.requireNonNull(source.next(), "the source has no more rows");
    }
}
