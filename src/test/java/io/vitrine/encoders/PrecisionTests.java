package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PrecisionTests {

    private static final int ROWS = 48;
    private static final int IN = 64;
    private static final int OUT = 32;

    /** bfloat16 keeps 8 bits: factors are off by 2⁻⁹ of themselves, and a sum of 64 of their products, about 8 in size, by little more. */
    private static final float TOLERANCE = 0.1f;

    /** What a linear map gave, and the gradients of half its squares' sum. */
    private record Result(float[] output, float[] inputGradient, float[] weightGradient, float[] biasGradient) {
        List<float[]> all() {
            return List.of(output, inputGradient, weightGradient, biasGradient);
        }
    }

    @Test
    void bfloat16_gives_nearly_what_float32_gives_forwards_and_backwards() {
        Result exact = linear(Precision.FLOAT32);
        Result rounded = linear(Precision.BFLOAT16);

        for (int i = 0; i < exact.all().size(); i++) {
            float[] expected = exact.all().get(i);
            assertThat(rounded.all().get(i)).isNotEqualTo(expected).hasSameSizeAs(expected);
            assertThat(relativeDifference(rounded.all().get(i), expected)).isLessThan(0.01);
        }
        assertThat(rounded.output()).containsExactly(exact.output(), within(TOLERANCE));
    }

    @Test
    void a_second_map_sees_what_its_weights_have_become() {
        try (MatrixProducts.Restoration precision = Precision.BFLOAT16.use();
                NDManager manager = ComputeDevice.engine().newBaseManager()) {
            NDArray x = manager.ones(new Shape(1, 16));
            NDArray weight = manager.ones(new Shape(16, 16));
            NDArray bias = manager.zeros(new Shape(16));
            weight.setRequiresGradient(true);
            Precision.linear(x, weight, bias);
            weight.setRequiresGradient(false);
            weight.muli(2);

            NDArray output = Precision.linear(x, weight, bias);

            assertThat(output.getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(output.toFloatArray()).containsOnly(32);
        }
    }

    @Test
    void is_a_choice_of_one_thread_and_ends_with_its_scope() throws Exception {
        Result exact = linear(Precision.FLOAT32);
        try (var other = Executors.newSingleThreadExecutor()) {
            try (MatrixProducts.Restoration precision = Precision.BFLOAT16.use()) {
                assertThat(other.submit(PrecisionTests::forward).get()).isEqualTo(exact.output());
                assertThat(forward()).isNotEqualTo(exact.output());
            }
        }
        assertThat(forward()).isEqualTo(exact.output());
    }

    private static Result linear(Precision precision) {
        try (MatrixProducts.Restoration chosen = precision.use();
                NDManager manager = ComputeDevice.engine().newBaseManager()) {
            NDArray x = normal(manager, new Shape(ROWS, IN), 1);
            NDArray weight = normal(manager, new Shape(OUT, IN), 2);
            NDArray bias = normal(manager, new Shape(OUT), 3);
            List.of(x, weight, bias).forEach(each -> each.setRequiresGradient(true));
            try (GradientCollector gradients = ComputeDevice.engine().newGradientCollector()) {
                NDArray output = Precision.linear(x, weight, bias);
                gradients.backward(output.square().sum().mul(manager.create(0.5f)));
                return new Result(
                        output.toFloatArray(),
                        x.getGradient().toFloatArray(),
                        weight.getGradient().toFloatArray(),
                        bias.getGradient().toFloatArray());
            }
        }
    }

    private static float[] forward() {
        try (NDManager manager = ComputeDevice.engine().newBaseManager()) {
            return Precision.linear(
                            normal(manager, new Shape(ROWS, IN), 1),
                            normal(manager, new Shape(OUT, IN), 2),
                            normal(manager, new Shape(OUT), 3))
                    .toFloatArray();
        }
    }

    private static NDArray normal(NDManager manager, Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }

    /** L2 norm of the difference over that of the expectation. */
    private static double relativeDifference(float[] actual, float[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
