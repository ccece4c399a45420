package io.vitrine.encoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vitrine.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

/** Token ids against those of Hugging Face's own tokenizers: published vocabularies, and a tiny byte-level one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokenizerTests {

    private static final int LONGEST_REFERENCE = 64;
    private static final Path REFERENCES = Path.of("src/test/resources/tokenizer");
    private static final Path BYTE_LEVEL = Path.of("src/test/resources/dual-gpt2-resnet/tokenizer.json");
    private static final Path TINY = Path.of("src/test/resources/dual/tokenizer.json");
    private static final Path BUNDLED = Path.of("src/main/resources/models");
    private static final String GPT2 = "hub/openai-community/gpt2/tokenizer.json";
    private static final String PUBLISHED = "hub/sentence-transformers/all-MiniLM-L6-v2/tokenizer.json";

    private final Tokenizer tiny = new Tokenizer(TINY, 16, 0);

    @AfterEach
    void close() {
        tiny.close();
    }

    @Test
    void splits_odd_texts_into_word_pieces_as_the_reference_does() throws IOException {
        Optional<Path> vocabulary = published();
        assumeThat(vocabulary)
                .as("BERT's vocabulary: a bundled model, or VITRINE_DATA")
                .isPresent();
        assertSplitsAsTheReference(vocabulary.orElseThrow(), "reference-ids.json");
    }

    @Test
    void splits_odd_texts_into_byte_pairs_as_the_reference_does() {
        assertSplitsAsTheReference(BYTE_LEVEL, "byte-level-reference-ids.json");
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "VITRINE_DATA",
            matches = ".+",
            disabledReason = "VITRINE_DATA names no directory with hub/openai-community/gpt2")
    void splits_odd_texts_with_GPT_2_s_vocabulary_as_the_reference_does() {
        assertSplitsAsTheReference(Path.of(System.getenv("VITRINE_DATA"), GPT2), "gpt2-reference-ids.json");
    }

    private static void assertSplitsAsTheReference(Path vocabulary, String references) {
        try (Tokenizer tokenizer = new Tokenizer(vocabulary, LONGEST_REFERENCE, 0)) {
            SoftAssertions.assertSoftly(softly -> {
                for (Reference reference : references(references)) {
                    softly.assertThat(tokenizer.ids(reference.text()))
                            .as(reference.text())
                            .containsExactly(reference.ids());
                }
            });
        }
    }

    @Test
    void pads_a_batch_of_texts_without_tokens_to_one() {
        try (Tokenizer tokenizer = new Tokenizer(BYTE_LEVEL, 16, 319)) {
            TokenBatch batch = tokenizer.batch(List.of("", ""));

            assertThat(batch.ids()).containsExactly(319, 319);
            assertThat(batch.mask()).containsExactly(0, 0);
        }
    }

    @Test
    void cuts_a_long_text_and_keeps_the_special_tokens() {
        try (Tokenizer brief = new Tokenizer(TINY, 5, 0)) {
            assertThat(brief.ids("red men's t-shirt")).containsExactly(2, 4, 8, 19, 3);
            assertThat(brief.ids("red ".repeat(100_000))).containsExactly(2, 4, 4, 4, 3);
            assertThat(brief.ids("x".repeat(1_000_000))).containsExactly(2, 1, 3);
            assertThat(brief.ids("👗".repeat(100_000))).containsExactly(2, 1, 3);
            assertThat(brief.ids("x" + "👗".repeat(100_000))).containsExactly(2, 1, 3);
        }
    }

    @Test
    void pads_a_batch_to_its_longest_text() {
        TokenBatch batch = tiny.batch(List.of("black kurta", "red", ""));

        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.tokens()).isEqualTo(4);
        assertThat(batch.ids()).containsExactly(2, 7, 12, 3, 2, 4, 3, 0, 2, 3, 0, 0);
        assertThat(batch.mask()).containsExactly(1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0);
    }

    @Test
    void gives_a_text_the_same_ids_alone_and_in_a_batch() {
        List<String> texts = List.of("brown leather handbag", "red men's t-shirt with a silver strap", "a");
        TokenBatch batch = tiny.batch(texts);
        for (int row = 0; row < texts.size(); row++) {
            long[] alone = tiny.ids(texts.get(row));
            int start = row * batch.tokens();
            assertThat(Arrays.copyOfRange(batch.ids(), start, start + alone.length))
                    .containsExactly(alone);
        }
    }

    @Test
    void refuses_a_file_that_is_no_tokenizer_and_names_it() {
        Path weights = TINY.resolveSibling("encoder.json");

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> new Tokenizer(weights, 16, 0))
                .withMessageContaining("encoder.json");
    }

    private record Reference(String text, long[] ids) {}

    private static List<Reference> references(String file) {
        return List.of(new JsonMapper().readValue(REFERENCES.resolve(file).toFile(), Reference[].class));
    }

    /** BERT's uncased vocabulary: it comes with the bundled model. */
    private static Optional<Path> published() throws IOException {
        if (Files.isDirectory(BUNDLED)) {
            try (Stream<Path> files = Files.walk(BUNDLED)) {
                return files.filter(file -> file.endsWith("tokenizer.json")).findFirst();
            }
        }
        return Optional.ofNullable(System.getenv("VITRINE_DATA")).map(data -> Path.of(data, PUBLISHED));
    }
}
