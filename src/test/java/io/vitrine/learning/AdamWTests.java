package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.TensorType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AdamWTests {

    private static final double RATE = 0.01;
    private static final double DECAY = 0.2;
    private static final double CLIP = 1;
    private static final Shape MATRIX = new Shape(3, 4);
    private static final Shape BIAS = new Shape(5);

    private final Engine engine = Engine.getEngine("PyTorch");
    private final NDManager manager = engine.newBaseManager();
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeEach
    void draw() {
        parameters.put("matrix", manager.create(normal(1, 12), MATRIX));
        parameters.put("bias", manager.create(normal(2, 5), BIAS));
        parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
    }

    @AfterEach
    void release() {
        manager.close();
    }

    @Test
    void moves_as_the_definition_says_with_decay_on_matrices_only_and_one_norm_for_all() {
        Oracle matrix = new Oracle(values("matrix"), DECAY);
        Oracle bias = new Oracle(values("bias"), 0);
        try (AdamW optimiser = optimiser()) {
            for (int step = 0; step < 6; step++) {
                float[] forMatrix = normal(10 + step, 12);
                float[] forBias = normal(20 + step, 5);
                double norm = Math.sqrt(squares(forMatrix) + squares(forBias));
                double factor = 1 - step / 10.0;

                gradients(forMatrix, forBias);
                assertThat(optimiser.update(step, factor)).isCloseTo(norm, within(1e-4));

                matrix.update(forMatrix, Math.min(1, CLIP / norm), factor * RATE, step);
                bias.update(forBias, Math.min(1, CLIP / norm), factor * RATE, step);
                matrix.assertReached(values("matrix"));
                bias.assertReached(values("bias"));
            }
        }
    }

    @Test
    void does_not_enlarge_small_gradients() {
        try (AdamW optimiser = optimiser()) {
            float[] small = new float[12];
            small[0] = 1e-3f;
            gradients(small, new float[5]);

            assertThat(optimiser.update(0, 1)).isCloseTo(1e-3, within(1e-8));

            float[] mean =
                    Objects.requireNonNull(optimiser.state().get("mean.matrix")).values();
            assertThat(mean[0]).isCloseTo(1e-4f, within(1e-8f));
        }
    }

    @Test
    void goes_on_from_saved_moments_as_if_it_had_not_stopped() {
        Path file = directory.resolve("optimiser.safetensors");
        float[] expected;
        try (AdamW undisturbed = optimiser()) {
            gradients(normal(30, 12), normal(31, 5));
            undisturbed.update(0, 1);
            Safetensors.write(file, undisturbed.state(), TensorType.F32);
            float[] afterOne = values("matrix");
            gradients(normal(32, 12), normal(33, 5));
            undisturbed.update(1, 1);
            expected = values("matrix");
            parameter("matrix").set(afterOne);
        }
        try (AdamW resumed = optimiser()) {
            resumed.restore(Safetensors.read(file));
            gradients(normal(32, 12), normal(33, 5));
            resumed.update(1, 1);
        }

        assertThat(values("matrix")).containsExactly(expected);
    }

    @Test
    void refuses_gradients_that_are_not_finite_and_moves_nothing() {
        float[] before = values("bias");
        float[] broken = normal(40, 12);
        broken[7] = Float.NaN;
        try (AdamW optimiser = optimiser()) {
            gradients(broken, normal(41, 5));

            assertThatExceptionOfType(LearningException.class)
                    .isThrownBy(() -> optimiser.update(0, 1))
                    .withMessageContaining("matrix");
        }
        assertThat(values("bias")).containsExactly(before);
    }

    @Test
    void starts_each_step_with_fresh_gradients() {
        try (AdamW optimiser = optimiser()) {
            for (int step = 0; step < 3; step++) {
                gradients(normal(50, 12), normal(51, 5));
                double norm = Math.sqrt(squares(normal(50, 12)) + squares(normal(51, 5)));
                assertThat(optimiser.update(step, 1)).isCloseTo(norm, within(1e-4));
            }
        }
    }

    private AdamW optimiser() {
        return new AdamW(parameters, name -> RATE, DECAY, CLIP);
    }

    /** Makes the gradient of each parameter the given one: the derivative of a weighted sum is its weights. */
    private void gradients(float[] forMatrix, float[] forBias) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = engine.newGradientCollector()) {
            NDArray matrix =
                    scope.create(forMatrix, MATRIX).mul(parameter("matrix")).sum();
            NDArray bias = scope.create(forBias, BIAS).mul(parameter("bias")).sum();
            collector.backward(matrix.add(bias));
        }
    }

    private NDArray parameter(String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    private float[] values(String name) {
        return parameter(name).toFloatArray();
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static float[] normal(long seed, int size) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Algorithm 2 of Loshchilov and Hutter 2017, in double precision. */
    private static final class Oracle {

        private final double[] values;
        private final double[] mean;
        private final double[] variance;
        private final double decay;

        Oracle(float[] start, double decay) {
            this.decay = decay;
            values = new double[start.length];
            mean = new double[start.length];
            variance = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                values[i] = start[i];
            }
        }

        void update(float[] gradient, double rescale, double rate, int step) {
            for (int i = 0; i < values.length; i++) {
                double g = gradient[i] * rescale;
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                variance[i] = 0.98 * variance[i] + 0.02 * g * g;
                double unbiasedMean = mean[i] / (1 - Math.pow(0.9, step + 1));
                double unbiasedVariance = variance[i] / (1 - Math.pow(0.98, step + 1));
                values[i] -= rate * (unbiasedMean / (Math.sqrt(unbiasedVariance) + 1e-6) + decay * values[i]);
            }
        }

        void assertReached(float[] actual) {
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i]).as("element %d", i).isCloseTo(values[i], within(2e-5));
            }
        }
    }
}
