package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.image.ImageTower;
import io.vitrine.encoders.image.Phase;
import io.vitrine.encoders.text.BertConfig;
import io.vitrine.encoders.text.BertTower;
import io.vitrine.encoders.text.TokenBatch;
import io.vitrine.encoders.text.Tokenizer;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.PublishedCheckpoint;
import io.vitrine.encoders.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two published checkpoints that training starts from, against numbers from transformers 5.18. */
@EnabledIfEnvironmentVariable(
        named = "VITRINE_DATA",
        matches = ".+",
        disabledReason = "VITRINE_DATA names no directory with hub/ and the data set")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedCheckpointTests {

    /** The references are printed with six decimals. */
    private static final float TOLERANCE = 1e-4f;

    private final Hub hub = new Hub(Path.of(System.getenv("VITRINE_DATA"), "hub"));

    @Test
    void reads_texts_with_MiniLM_as_the_reference_does() {
        float[][] expected = {
            {-0.335953f, 0.286326f, -0.446315f, 0.239030f, 0.127415f, -0.147341f, 0.799043f, -0.135800f},
            {-0.095238f, 0.364320f, -0.114793f, 0.325535f, 0.091839f, -0.378313f, 0.708764f, -0.246626f},
            {-0.385484f, 0.163842f, -0.375691f, 0.290586f, -0.629356f, 0.077702f, 0.672284f, 0.248510f},
        };
        PublishedCheckpoint checkpoint = hub.resolve("hub:sentence-transformers/all-MiniLM-L6-v2", Hub.Part.WEIGHTS);
        try (NDManager manager = ComputeDevice.engine().newBaseManager();
                Tokenizer tokenizer = new Tokenizer(checkpoint.tokenizer(), 32, 0)) {
            WeightLoader weights = new WeightLoader("MiniLM", checkpoint.tensors(), manager);
            BertTower tower = new BertTower((BertConfig) checkpoint.text(), weights);
            weights.finish();
            TokenBatch batch = tokenizer.batch(
                    List.of("red men's t-shirt", "A brown leather handbag with a long strap, for women", "kurta"));
            Shape shape = new Shape(batch.size(), batch.tokens());

            NDArray pooled = tower.pooled(manager.create(batch.ids(), shape), manager.create(batch.mask(), shape));

            assertThat(pooled.getShape()).isEqualTo(new Shape(3, 384));
            float[] values = pooled.toFloatArray();
            for (int row = 0; row < expected.length; row++) {
                assertThat(Arrays.copyOfRange(values, row * 384, row * 384 + 8))
                        .containsExactly(expected[row], within(TOLERANCE));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "224, 224, 5.832997 2.833707 2.714880 4.629596 1.686414 -4.939022 -0.592880 -1.313761",
        "112, 96, 10.861459 0.259078 4.823485 6.745180 -2.497591 -1.349731 1.387412 -3.652893",
    })
    void looks_at_a_pattern_with_ViT_Tiny_as_the_reference_does(int height, int width, String expected) {
        PublishedCheckpoint checkpoint = hub.resolve("hub:vit-tiny-patch16-224", Hub.Part.WEIGHTS);
        try (NDManager manager = ComputeDevice.engine().newBaseManager()) {
            ImageArchitecture architecture = checkpoint.image(height, width);
            WeightLoader weights = new WeightLoader("ViT-Tiny", checkpoint.tensorsFor(architecture), manager);
            ImageTower tower = ImageTower.of(architecture, weights);
            weights.finish();

            NDArray pooled = tower.pooled(
                    manager.create(pattern(height, width), new Shape(1, 3, height, width)), Phase.EMBEDDING);

            assertThat(pooled.getShape()).isEqualTo(new Shape(1, 192));
            float[] values = Arrays.copyOf(pooled.toFloatArray(), 8);
            double[] reference = Arrays.stream(expected.split(" ", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            for (int i = 0; i < reference.length; i++) {
                assertThat((double) values[i]).isCloseTo(reference[i], within((double) TOLERANCE));
            }
        }
    }

    /** Diagonal stripes whose phase changes from patch to patch, in steps of 1/8. */
    private static float[] pattern(int height, int width) {
        float[] pixels = new float[3 * height * width];
        int i = 0;
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int step = (7 * channel + 3 * y + 5 * x + y / 16 * (x / 16)) % 17;
                    pixels[i++] = step / 8f - 1;
                }
            }
        }
        return pixels;
    }
}
