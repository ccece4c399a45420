package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.image.ResNetConfig;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.PublishedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EncoderStartTests {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final EncoderSpec RANDOM = EncoderSpec.named("tiny-gpt2-resnet");

    @TempDir
    Path hub;

    @BeforeEach
    void publish() throws IOException {
        Path tokenizer = Files.createDirectories(hub.resolve("byte-level"));
        Files.writeString(tokenizer.resolve("config.json"), "{}");
        Files.copy(RESOURCES.resolve("dual-gpt2-resnet/tokenizer.json"), tokenizer.resolve("tokenizer.json"));
        for (String tower : List.of("bert", "resnet-basic")) {
            Path target = Files.createDirectories(hub.resolve(tower));
            for (String file : List.of("config.json", "model.safetensors")) {
                Files.copy(RESOURCES.resolve("golden").resolve(tower).resolve(file), target.resolve(file));
            }
        }
        Files.copy(RESOURCES.resolve("dual/tokenizer.json"), hub.resolve("bert/tokenizer.json"));
    }

    @Test
    void starts_towers_without_published_weights_at_random_by_the_seed() {
        Map<String, float[]> once = started(RANDOM, 7);
        Map<String, float[]> again = started(RANDOM, 7);
        Map<String, float[]> other = started(RANDOM, 8);

        assertThat(once).hasSizeGreaterThan(50);
        once.forEach((name, values) -> {
            assertThat(again.get(name)).as(name).containsExactly(values);
            boolean drawn = deviation(values) > 0 && values.length > 1;
            assertThat(Arrays.equals(other.get(name), values)).as(name).isEqualTo(!drawn);
        });
    }

    @Test
    void draws_each_family_as_it_was_published() {
        Map<String, float[]> tensors = started(RANDOM, 7);

        assertDeviation(tensors, "text.wte.weight", 0.02);
        assertDeviation(tensors, "text.h.1.mlp.c_fc.weight", 0.02);
        assertDeviation(tensors, "text.h.1.mlp.c_proj.weight", 0.02 / Math.sqrt(4));
        assertDeviation(tensors, "image.embedder.embedder.convolution.weight", Math.sqrt(2.0 / (16 * 49)));
        assertDeviation(
                tensors, "image.encoder.stages.1.layers.0.layer.1.convolution.weight", Math.sqrt(2.0 / (32 * 9)));
        assertThat(tensors.get("text.ln_f.weight")).containsOnly(1);
        assertThat(tensors.get("text.h.0.attn.c_attn.bias")).containsOnly(0);
        assertThat(tensors.get("image.embedder.embedder.normalization.weight")).containsOnly(1);
        assertThat(tensors.get("image.embedder.embedder.normalization.bias")).containsOnly(0);
        assertThat(tensors.get("image.embedder.embedder.normalization.running_mean"))
                .containsOnly(0);
        assertThat(tensors.get("image.embedder.embedder.normalization.running_var"))
                .containsOnly(1);
    }

    @Test
    void joins_a_published_tower_with_one_at_random() {
        PublishedCheckpoint bert = new Hub(hub).resolve("hub:bert", Hub.Part.WEIGHTS);
        EncoderSpec mixed = new EncoderSpec(
                "mixed", 16, new EncoderSpec.Text("hub:bert", null, 16, 0, bert.text()), RANDOM.image());

        Map<String, float[]> tensors = started(mixed, 7);

        bert.tensors()
                .forEach((name, tensor) ->
                        assertThat(tensors.get("text." + name)).as(name).containsExactly(tensor.floats()));
        assertThat(tensors.get("image.embedder.embedder.convolution.weight"))
                .containsExactly(started(RANDOM, 7).get("image.embedder.embedder.convolution.weight"));
    }

    @Test
    void takes_running_statistics_from_a_published_tower() {
        PublishedCheckpoint resNet = new Hub(hub).resolve("hub:resnet-basic", Hub.Part.WEIGHTS);
        EncoderSpec mixed = new EncoderSpec(
                "mixed", 16, RANDOM.text(), new EncoderSpec.Image("hub:resnet-basic", resNet.image(32, 24)));

        Map<String, float[]> tensors = started(mixed, 7);

        resNet.tensorsFor(resNet.image(32, 24))
                .forEach((name, tensor) ->
                        assertThat(tensors.get("image." + name)).as(name).containsExactly(tensor.floats()));
    }

    @Test
    void names_the_field_that_does_not_fit_the_published_weights() {
        EncoderSpec.Image bottlenecks = new EncoderSpec.Image(
                "hub:resnet-basic",
                new ResNetConfig(32, 24, 16, ResNetConfig.Block.BOTTLENECK, List.of(64), List.of(1)));

        assertRefused(new EncoderSpec("mixed", 16, RANDOM.text(), bottlenecks), "image.architecture", "BASIC");
        assertRefused(
                new EncoderSpec(
                        "mixed",
                        16,
                        RANDOM.text(),
                        new EncoderSpec.Image("hub:bert", RANDOM.image().architecture())),
                "model_type",
                "bert");
    }

    @Test
    void asks_for_a_tokenizer_where_no_weights_bring_one() {
        EncoderSpec.Text without =
                new EncoderSpec.Text(null, null, 16, 0, RANDOM.text().architecture());

        assertRefused(new EncoderSpec("mixed", 16, without, RANDOM.image()), "text.tokenizer", "hub:");
    }

    private void assertRefused(EncoderSpec spec, String field, String reason) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> started(spec, 1))
                .withMessageContaining(field)
                .withMessageContaining(reason);
    }

    private Map<String, float[]> started(EncoderSpec spec, long seed) {
        Map<String, float[]> tensors = new TreeMap<>();
        try (DualEncoder encoder = EncoderDirectory.start(spec, new Hub(hub), seed, ComputeDevice.cpu())) {
            for (Map<String, NDArray> kind : List.of(encoder.parameters(), encoder.buffers())) {
                kind.forEach((name, array) -> tensors.put(name, array.toFloatArray()));
            }
        }
        return tensors;
    }

    private static void assertDeviation(Map<String, float[]> tensors, String name, double expected) {
        float[] values = Objects.requireNonNull(tensors.get(name), name);
        assertThat(deviation(values)).as(name).isCloseTo(expected, within(0.05 * expected));
    }

    private static double deviation(float[] values) {
        double mean = 0;
        double squares = 0;
        for (float value : values) {
            mean += (double) value / values.length;
            squares += (double) value * value / values.length;
        }
        return Math.sqrt(Math.max(0, squares - mean * mean));
    }
}
