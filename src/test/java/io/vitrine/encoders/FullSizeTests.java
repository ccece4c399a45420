package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.weights.Hub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's own pairs of towers at 224×224, with random weights: one pass forward and one back, two pairs in the batch. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FullSizeTests {

    private static final Path TOKENIZERS = Path.of("src/test/resources");

    @TempDir
    Path hub;

    @ParameterizedTest
    @CsvSource({"bert-resnet50, dual", "bert-vit-b16, dual", "gpt2-vit-b16, dual-gpt2-resnet"})
    void every_parameter_has_a_gradient(String name, String tokenizer) throws IOException {
        Path published = Files.createDirectories(hub.resolve("tokenizer"));
        Files.writeString(published.resolve("config.json"), "{}");
        Files.copy(TOKENIZERS.resolve(tokenizer).resolve("tokenizer.json"), published.resolve("tokenizer.json"));

        try (DualEncoder encoder =
                EncoderDirectory.start(atRandom(EncoderSpec.named(name)), new Hub(hub), 5, ComputeDevice.cpu())) {
            Map<String, NDArray> parameters = encoder.parameters();
            parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
            float loss = encoder.within(scope -> {
                try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
                    NDArray texts = encoder.textVectors(List.of("red shirt", "a blue watch"), scope);
                    NDArray pictures = encoder.pictureVectors(pictures(encoder), scope);
                    NDArray apart = texts.sub(pictures).square().sum(); // 0 to 8
                    NDArray scaled = apart.mul(encoder.logitScaleParameter().exp());
                    gradients.backward(scaled.sum());
                    return apart.getFloat();
                }
            });

            assertThat(loss).isBetween(0f, 8f);
            parameters.forEach((parameter, values) -> {
                try (NDArray gradient = values.getGradient()) {
                    float norm = gradient.square().sum().getFloat();
                    assertThat(norm).as(parameter).isFinite();
                    assertThat(norm).as(parameter).isPositive();
                }
            });
        }
    }

    private static EncoderSpec atRandom(EncoderSpec spec) {
        return new EncoderSpec(
                spec.name(),
                spec.dimensions(),
                new EncoderSpec.Text(
                        null,
                        "hub:tokenizer",
                        spec.text().maxTokens(),
                        spec.text().paddingId(),
                        spec.text().architecture()),
                new EncoderSpec.Image(null, spec.image().architecture()));
    }

    private static List<Picture> pictures(DualEncoder encoder) {
        ImageArchitecture architecture = encoder.spec().image().architecture();
        assertThat(List.of(architecture.height(), architecture.width())).containsExactly(224, 224);
        Random random = new Random(3);
        return List.of(noise(random, architecture), noise(random, architecture));
    }

    private static Picture noise(Random random, ImageArchitecture architecture) {
        float[] pixels = new float[3 * architecture.height() * architecture.width()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        return new Picture(pixels);
    }
}
