package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DualEncoderTests {

    /** Unit vectors in float32 against a reference in float64. */
    private static final float TOLERANCE = 1e-5f;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void embeds_texts_and_pictures_as_the_reference_does(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            assertClose(encoder.embedTexts(TinyEncoder.TEXTS), tiny.embeddings("text"), TOLERANCE);
            assertClose(encoder.embedPictures(pictures(tiny, encoder)), tiny.embeddings("picture"), TOLERANCE);
            assertThat(encoder.logitScale()).isCloseTo((float) Math.exp(1.3), within(1e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void embeds_into_unit_vectors_of_the_space_also_what_says_nothing(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            for (float[] vector : encoder.embedTexts(List.of("", "   ", "👗", "red", "红".repeat(500)))) {
                assertThat(vector).hasSize(encoder.spec().dimensions());
                assertThat(length(vector)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void embeds_as_the_reference_does_where_it_only_embeds(TinyEncoder tiny) {
        try (DualEncoder encoder = DualEncoder.forEmbedding(tiny.directory(), ComputeDevice.cpu(), Precision.FLOAT32)) {
            assertClose(encoder.embedTexts(TinyEncoder.TEXTS), tiny.embeddings("text"), TOLERANCE);
            assertClose(encoder.embedPictures(pictures(tiny, encoder)), tiny.embeddings("picture"), TOLERANCE);
        }
    }

    @Test
    void embeds_nearly_the_same_with_weights_in_bfloat16() {
        TinyEncoder tiny = new TinyEncoder();
        try (DualEncoder exact = tiny.open();
                DualEncoder rounded =
                        DualEncoder.forEmbedding(tiny.directory(), ComputeDevice.cpu(), Precision.BFLOAT16)) {
            float[][] texts = rounded.embedTexts(TinyEncoder.TEXTS);
            float[][] pictures = rounded.embedPictures(pictures(tiny, rounded));

            assertThat(texts[0]).isNotEqualTo(exact.embedTexts(TinyEncoder.TEXTS)[0]);
            assertClose(texts, tiny.embeddings("text"), 0.02f);
            assertClose(pictures, tiny.embeddings("picture"), 0.02f);
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void gives_a_text_the_same_vector_alone_and_among_longer_ones(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            float[][] together = encoder.embedTexts(TinyEncoder.TEXTS);
            for (int i = 0; i < together.length; i++) {
                float[][] alone = encoder.embedTexts(List.of(TinyEncoder.TEXTS.get(i)));
                assertClose(alone, new float[][] {together[i]}, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void keeps_the_order_over_many_batches_and_takes_none(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            List<String> texts = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                texts.addAll(TinyEncoder.TEXTS);
                pictures.addAll(pictures(tiny, encoder));
            }
            float[][] textVectors = encoder.embedTexts(texts);
            float[][] pictureVectors = encoder.embedPictures(pictures);
            assertThat(textVectors).hasNumberOfRows(300);
            for (int i = 0; i < 300; i++) {
                assertClose(
                        new float[][] {textVectors[i], pictureVectors[i]},
                        new float[][] {tiny.embeddings("text")[i % 5], tiny.embeddings("picture")[i % 5]},
                        TOLERANCE);
            }
            assertThat(encoder.embedTexts(List.of())).isEmpty();
            assertThat(encoder.embedPictures(List.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void keeps_no_native_memory_of_a_call(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            int before = managed(encoder);
            for (int i = 0; i < 5; i++) {
                assertThat(encoder.embedTexts(TinyEncoder.TEXTS)).hasNumberOfRows(5);
                assertThat(encoder.embedPictures(pictures(tiny, encoder))).hasNumberOfRows(5);
            }
            assertThat(managed(encoder)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void opens_what_it_saved(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            EncoderDirectory.save(encoder, directory.resolve("exact"), TensorType.F32);
            EncoderDirectory.save(encoder, directory.resolve("half"), TensorType.F16);
        }
        try (DualEncoder exact = DualEncoder.load(directory.resolve("exact"), ComputeDevice.cpu());
                DualEncoder half = DualEncoder.load(directory.resolve("half"), ComputeDevice.cpu())) {
            assertThat(exact.spec()).isEqualTo(tiny.spec());
            assertClose(exact.embedTexts(TinyEncoder.TEXTS), tiny.embeddings("text"), TOLERANCE);
            assertClose(half.embedTexts(TinyEncoder.TEXTS), tiny.embeddings("text"), 5e-3f);
            assertClose(half.embedPictures(pictures(tiny, half)), tiny.embeddings("picture"), 5e-3f);
            exact.buffers()
                    .forEach((name, buffer) -> assertThat(
                                    Objects.requireNonNull(half.buffers().get(name))
                                            .toFloatArray())
                            .as(name)
                            .containsExactly(buffer.toFloatArray()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void gives_a_picture_the_same_vector_alone_and_in_company(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            List<Picture> pictures = pictures(tiny, encoder);
            float[][] together = encoder.embedPictures(pictures);
            for (int i = 0; i < together.length; i++) {
                assertClose(encoder.embedPictures(List.of(pictures.get(i))), new float[][] {together[i]}, TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void moves_running_statistics_while_learning_only(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            List<Picture> pictures = pictures(tiny, encoder);
            float[][] before = encoder.embedPictures(pictures);
            encoder.within(scope -> encoder.pictureVectors(pictures, scope).toFloatArray());
            Map<String, float[]> moved = tiny.running();
            assertThat(encoder.buffers()).hasSameSizeAs(moved);
            moved.forEach((name, expected) -> assertThat(
                            Objects.requireNonNull(encoder.buffers().get(name)).toFloatArray())
                    .as(name)
                    .containsExactly(expected, within(TOLERANCE)));
            float[][] after = encoder.embedPictures(pictures);
            assertThat(Arrays.deepEquals(before, after)).isEqualTo(moved.isEmpty());
        }
    }

    @Test
    void names_everything_that_does_not_fit_at_once() throws IOException {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> entry : Safetensors.read(
                        TinyEncoder.DIRECTORY.resolve("model.safetensors"))
                .entrySet()) {
            tensors.put(
                    entry.getKey(),
                    new Safetensors.Values(
                            entry.getValue().shape(), entry.getValue().floats()));
        }
        tensors.remove("image.layernorm.bias");
        tensors.remove("logit_scale");
        tensors.put("text_projection.weight", new Safetensors.Values(new Shape(32, 16), new float[512]));
        tensors.put("text.encoder.layer.2.output.dense.bias", new Safetensors.Values(new Shape(32), new float[32]));
        Files.copy(TinyEncoder.DIRECTORY.resolve("encoder.json"), directory.resolve("encoder.json"));
        Files.copy(TinyEncoder.DIRECTORY.resolve("tokenizer.json"), directory.resolve("tokenizer.json"));
        Safetensors.write(directory.resolve("model.safetensors"), tensors, TensorType.F32);

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> DualEncoder.load(directory, ComputeDevice.cpu()))
                .withMessageContaining("image.layernorm.bias")
                .withMessageContaining("logit_scale")
                .withMessageContaining("text_projection.weight")
                .withMessageContaining("(32, 16)")
                .withMessageContaining("text.encoder.layer.2.output.dense.bias");
    }

    @Test
    void says_which_file_is_missing() throws IOException {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> DualEncoder.load(directory, ComputeDevice.cpu()))
                .withMessageContaining("encoder.json");
        Files.copy(TinyEncoder.DIRECTORY.resolve("encoder.json"), directory.resolve("encoder.json"));
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> DualEncoder.load(directory, ComputeDevice.cpu()))
                .withMessageContaining("model.safetensors");
        Files.copy(TinyEncoder.DIRECTORY.resolve("model.safetensors"), directory.resolve("model.safetensors"));
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> DualEncoder.load(directory, ComputeDevice.cpu()))
                .withMessageContaining("tokenizer.json");
    }

    private static List<Picture> pictures(TinyEncoder tiny, DualEncoder encoder) {
        return tiny.pictures().stream().map(encoder.preprocessing()::of).toList();
    }

    private static int managed(DualEncoder encoder) {
        return encoder.within(
                scope -> scope.getParentManager().getManagedArrays().size());
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static void assertClose(float[][] actual, float[][] expected, float tolerance) {
        assertThat(actual).hasNumberOfRows(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("row %d", i).containsExactly(expected[i], within(tolerance));
        }
    }
}
