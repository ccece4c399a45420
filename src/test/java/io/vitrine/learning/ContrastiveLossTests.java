package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Picture;
import io.vitrine.encoders.TinyEncoder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContrastiveLossTests {

    private static final int SIZE = 7;
    private static final int WIDTH = 5;
    private static final double LOG_SCALE = 2.1;

    private final Engine engine = Engine.getEngine("PyTorch");
    private final double[][] texts = unitRows(1);
    private final double[][] pictures = unitRows(2);
    private final boolean[][] fits = fits();

    @Test
    void equals_the_oracle() {
        assertThat(value(texts, pictures, LOG_SCALE, fits)).isCloseTo(oracle(texts, pictures, LOG_SCALE), within(1e-5));
    }

    @Test
    void is_zero_when_every_pair_is_told_apart_and_the_logarithm_of_the_batch_when_none_is() {
        double[][] corners = new double[SIZE][SIZE];
        double[][] same = new double[SIZE][SIZE];
        boolean[][] onlyItself = new boolean[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            corners[i][i] = 1;
            same[i][0] = 1;
            onlyItself[i][i] = true;
        }

        assertThat(value(corners, corners, Math.log(100), onlyItself)).isCloseTo(0, within(1e-6));
        assertThat(value(same, same, Math.log(100), onlyItself)).isCloseTo(Math.log(SIZE), within(1e-5));
    }

    @Test
    void has_the_gradient_of_the_oracle() {
        try (NDManager manager = engine.newBaseManager()) {
            NDArray text = array(manager, texts);
            NDArray picture = array(manager, pictures);
            NDArray scale = manager.create(new float[] {(float) LOG_SCALE});
            List.of(text, picture, scale).forEach(array -> array.setRequiresGradient(true));
            try (GradientCollector collector = engine.newGradientCollector()) {
                collector.backward(ContrastiveLoss.of(text, picture, scale, fits));
            }

            assertGradient(text, texts, rows -> oracle(rows, pictures, LOG_SCALE));
            assertGradient(picture, pictures, rows -> oracle(texts, rows, LOG_SCALE));
            assertGradient(scale, new double[][] {{LOG_SCALE}}, rows -> oracle(texts, pictures, rows[0][0]));
        }
    }

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.TinyEncoder#all")
    void sends_the_reference_gradient_to_every_parameter_of_an_encoder(TinyEncoder tiny) {
        try (DualEncoder encoder = tiny.open()) {
            Map<String, NDArray> parameters = encoder.parameters();
            parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));

            float loss = encoder.within(scope -> backward(tiny, encoder, scope));

            assertThat(loss).isCloseTo(tiny.loss(), within(1e-5f));
            Map<String, float[]> expected = tiny.gradients();
            assertThat(parameters.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            expected.forEach((name, gradient) -> {
                NDArray parameter = Objects.requireNonNull(parameters.get(name));
                assertSame(name, parameter.getGradient().toFloatArray(), gradient);
            });
            assertThat(encoder.buffers().values()).noneMatch(NDArray::hasGradient);
        }
    }

    @Test
    void sends_the_same_gradient_when_a_batch_of_texts_is_read_in_pieces() {
        Map<String, float[]> once = textGradients(1);
        Map<String, float[]> often = textGradients(60);

        assertThat(once.keySet()).hasSizeGreaterThan(20);
        once.forEach((name, gradient) -> assertSame(name, Objects.requireNonNull(often.get(name)), gradient));
    }

    /** The text tower's gradients of a mean over the texts, each of them {@code times} times, in turn. */
    private Map<String, float[]> textGradients(int times) {
        List<String> texts = Collections.nCopies(times, TinyEncoder.TEXTS).stream()
                .flatMap(List::stream)
                .toList();
        Map<String, float[]> gradients = new TreeMap<>();
        try (DualEncoder encoder = new TinyEncoder().open()) {
            encoder.parameters().values().forEach(parameter -> parameter.setRequiresGradient(true));
            encoder.within(scope -> {
                float[] weights = new float[texts.size() * encoder.spec().dimensions()];
                for (int i = 0; i < weights.length; i++) {
                    int cell = i % (TinyEncoder.TEXTS.size() * encoder.spec().dimensions());
                    weights[i] = (float) Math.sin(1 + 7 * cell) / times;
                }
                try (GradientCollector collector = engine.newGradientCollector()) {
                    NDArray vectors = encoder.textVectors(texts, scope);
                    collector.backward(vectors.mul(scope.create(weights, vectors.getShape()))
                            .sum());
                }
                return times;
            });
            encoder.parameters().forEach((name, parameter) -> {
                if (name.startsWith("text")) {
                    gradients.put(name, parameter.getGradient().toFloatArray());
                }
            });
        }
        return gradients;
    }

    private float backward(TinyEncoder tiny, DualEncoder encoder, NDManager scope) {
        List<Picture> prepared =
                tiny.pictures().stream().map(encoder.preprocessing()::of).toList();
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray loss = ContrastiveLoss.of(
                    encoder.textVectors(TinyEncoder.TEXTS, scope),
                    encoder.pictureVectors(prepared, scope),
                    encoder.logitScaleParameter(),
                    tiny.fits());
            collector.backward(loss);
            return loss.toFloatArray()[0];
        }
    }

    /** Relative to the greatest element; the floor is for key biases, whose gradient is zero but for rounding. */
    private static void assertSame(String name, float[] actual, float[] expected) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double greatest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
        }
        assertThat(difference).as("gradient of %s", name).isLessThanOrEqualTo(1e-3 * greatest + 1e-6);
    }

    private interface Function {
        double at(double[][] rows);
    }

    private static void assertGradient(NDArray array, double[][] rows, Function function) {
        float[] actual = array.getGradient().toFloatArray();
        double step = 1e-5;
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < rows[i].length; d++) {
                double value = rows[i][d];
                rows[i][d] = value + step;
                double above = function.at(rows);
                rows[i][d] = value - step;
                double below = function.at(rows);
                rows[i][d] = value;
                assertThat((double) actual[i * rows[i].length + d])
                        .as("row %d, dimension %d", i, d)
                        .isCloseTo((above - below) / (2 * step), within(1e-4));
            }
        }
    }

    /** The definition, term by term, in double precision. */
    private double oracle(double[][] text, double[][] picture, double logScale) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            double[] byText = new double[SIZE];
            double[] byPicture = new double[SIZE];
            boolean[] fitsText = new boolean[SIZE];
            boolean[] fitsPicture = new boolean[SIZE];
            for (int j = 0; j < SIZE; j++) {
                byText[j] = Math.exp(logScale) * dot(text[i], picture[j]);
                byPicture[j] = Math.exp(logScale) * dot(text[j], picture[i]);
                fitsText[j] = fits[i][j];
                fitsPicture[j] = fits[j][i];
            }
            sum += crossEntropy(byText, fitsText) + crossEntropy(byPicture, fitsPicture);
        }
        return sum / (2 * SIZE);
    }

    private static double crossEntropy(double[] logits, boolean[] targets) {
        double partition = 0;
        int positives = 0;
        for (int j = 0; j < logits.length; j++) {
            partition += Math.exp(logits[j]);
            positives += targets[j] ? 1 : 0;
        }
        double sum = 0;
        for (int j = 0; j < logits.length; j++) {
            sum -= targets[j] ? Math.log(Math.exp(logits[j]) / partition) / positives : 0;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private double value(double[][] text, double[][] picture, double logScale, boolean[][] fitting) {
        try (NDManager manager = engine.newBaseManager()) {
            NDArray scale = manager.create(new float[] {(float) logScale});
            return ContrastiveLoss.of(array(manager, text), array(manager, picture), scale, fitting)
                    .toFloatArray()[0];
        }
    }

    private static NDArray array(NDManager manager, double[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / width][i % width];
        }
        return manager.create(flat, new Shape(rows.length, width));
    }

    private static double[][] unitRows(long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[SIZE][WIDTH];
        for (double[] row : rows) {
            for (int d = 0; d < WIDTH; d++) {
                row[d] = random.nextGaussian();
            }
            double length = Math.sqrt(dot(row, row));
            for (int d = 0; d < WIDTH; d++) {
                row[d] /= length;
            }
        }
        return rows;
    }

    /** Each fits itself; 1, 3 and 4 share a name; text 0 also describes picture 6, but not the other way round. */
    private static boolean[][] fits() {
        boolean[][] fits = new boolean[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            fits[i][i] = true;
        }
        int[] sameName = {1, 3, 4};
        for (int i : sameName) {
            for (int j : sameName) {
                fits[i][j] = true;
            }
        }
        fits[0][6] = true;
        return fits;
    }
}
