package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.EncoderDirectory;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.weights.Hub;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BatchGradientsTests {

    private static final int PAIRS = 10;

    /** Keys' biases have no gradient but rounding, for a softmax does not see them: a share of all gradients together. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path directory;

    @BeforeEach
    void publishTowers() throws Exception {
        PublishedTowers.copyTo(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 9})
    void a_batch_in_parts_has_the_loss_and_the_gradients_of_the_whole(int microBatchSize) {
        try (DualEncoder encoder = start("tiny")) {
            PairBatch batch = batch(encoder);
            double whole = new BatchGradients(encoder, Sides.of(encoder), ContrastiveLoss::of, PAIRS, PAIRS).of(batch);
            Map<String, float[]> expected = takeGradients(encoder);

            double inParts = new BatchGradients(encoder, Sides.of(encoder), ContrastiveLoss::of, PAIRS, microBatchSize)
                    .of(batch);

            assertThat(inParts).isCloseTo(whole, within(1e-6));
            Map<String, float[]> actual = takeGradients(encoder);
            double total = Math.sqrt(expected.values().stream()
                    .mapToDouble(gradient -> norm(gradient) * norm(gradient))
                    .sum());
            expected.forEach(
                    (name, gradient) -> assertThat(difference(Objects.requireNonNull(actual.get(name)), gradient))
                            .as(name)
                            .isLessThan(1e-4 * norm(gradient) + ROUNDING * total));
        }
    }

    @Test
    void parts_of_a_batch_are_refused_where_a_tower_normalises_over_the_batch() {
        try (DualEncoder encoder = start("tiny-gpt2-resnet")) {
            assertThat(new BatchGradients(encoder, Sides.of(encoder), ContrastiveLoss::of, PAIRS, PAIRS)
                            .of(batch(encoder)))
                    .isPositive();
            assertThatExceptionOfType(LearningException.class)
                    .isThrownBy(
                            () -> new BatchGradients(encoder, Sides.of(encoder), ContrastiveLoss::of, PAIRS, PAIRS - 1))
                    .withMessageContaining("microBatchSize");
        }
    }

    private DualEncoder start(String encoder) {
        DualEncoder started =
                EncoderDirectory.start(EncoderSpec.named(encoder), new Hub(directory), 11, ComputeDevice.cpu());
        started.parameters().values().forEach(parameter -> parameter.setRequiresGradient(true));
        return started;
    }

    private static PairBatch batch(DualEncoder encoder) {
        List<TrainingProduct> products = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        boolean[][] fits = new boolean[PAIRS][PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            products.add(
                    new TrainingProduct(String.valueOf(i), "shirt", Map.of(), String.valueOf(i), () -> new byte[0]));
            texts.add("red shirt ".repeat(1 + i % 4) + i);
            BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(20 * i, 255 - 20 * i, 128));
            graphics.fillRect(0, 0, 5 + i, 20);
            graphics.dispose();
            pictures.add(encoder.preprocessing().of(image));
            fits[i][i] = true;
        }
        fits[0][1] = true;
        return new PairBatch(products, texts, pictures, fits);
    }

    /** Each parameter's gradient by name; they begin at zero again. */
    private static Map<String, float[]> takeGradients(DualEncoder encoder) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        encoder.parameters().forEach((name, parameter) -> {
            try (NDArray gradient = parameter.getGradient()) {
                gradients.put(name, gradient.toFloatArray());
                gradient.subi(gradient.duplicate());
            }
        });
        return gradients;
    }

    private static double norm(float[] values) {
        return difference(values, new float[values.length]);
    }

    /** L2 norm of the difference. */
    private static double difference(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(squares);
    }
}
