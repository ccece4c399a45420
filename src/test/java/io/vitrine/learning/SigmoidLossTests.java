package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SigmoidLossTests {

    private static final int SIZE = 5;
    private static final int WIDTH = 4;
    private static final double LOG_SCALE = 2.1;
    private static final double BIAS = -1.3;
    private static final double STEP = 1e-5;

    private final double[] texts = values(1);
    private final double[] pictures = values(2);
    private final double[] scalars = {LOG_SCALE, BIAS};
    private final boolean[][] fits = fits();

    @Test
    void equals_the_oracle_and_has_its_gradient() {
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
                SigmoidLoss loss = new SigmoidLoss(manager, (float) BIAS)) {
            NDArray text = array(manager, texts);
            NDArray picture = array(manager, pictures);
            NDArray scale = manager.create(new float[] {(float) LOG_SCALE});
            List.of(text, picture, scale).forEach(array -> array.setRequiresGradient(true));
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray value = loss.of(text, picture, scale, fits);
                assertThat((double) value.getFloat()).isCloseTo(oracle(), within(1e-5));
                collector.backward(value);
            }

            assertGradient(text, texts, 0);
            assertGradient(picture, pictures, 0);
            assertGradient(scale, scalars, 0);
            assertGradient(Objects.requireNonNull(loss.parameters().get(SigmoidLoss.BIAS)), scalars, 1);
        }
    }

    @Test
    void stays_finite_where_a_pair_is_judged_utterly_wrong() {
        double[] same = new double[SIZE * WIDTH];
        for (int i = 0; i < SIZE; i++) {
            same[i * WIDTH] = 1;
        }
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
                SigmoidLoss loss = new SigmoidLoss(manager, 0)) {
            NDArray scale = manager.create(new float[] {(float) Math.log(100)});
            NDArray value = loss.of(array(manager, same), array(manager, same), scale, new boolean[SIZE][SIZE]);

            assertThat(value.getFloat()).isCloseTo(100f * SIZE, within(1e-2f));
        }
    }

    @Test
    void begins_with_the_odds_of_a_match() {
        assertThat(SigmoidLoss.firstBias(2)).isZero();
        assertThat(1 / (1 + Math.exp(-SigmoidLoss.firstBias(256)))).isCloseTo(1.0 / 256, within(1e-6));
    }

    private void assertGradient(NDArray array, double[] values, int first) {
        float[] actual = array.getGradient().toFloatArray();
        for (int i = 0; i < actual.length; i++) {
            double value = values[first + i];
            values[first + i] = value + STEP;
            double above = oracle();
            values[first + i] = value - STEP;
            double below = oracle();
            values[first + i] = value;
            assertThat((double) actual[i]).as("element %d", i).isCloseTo((above - below) / (2 * STEP), within(1e-4));
        }
    }

    /** The definition, pair by pair, in double precision. */
    private double oracle() {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double product = 0;
                for (int d = 0; d < WIDTH; d++) {
                    product += texts[i * WIDTH + d] * pictures[j * WIDTH + d];
                }
                double logit = Math.exp(scalars[0]) * product + scalars[1];
                sum -= Math.log(1 / (1 + Math.exp(fits[i][j] ? -logit : logit)));
            }
        }
        return sum / SIZE;
    }

    private static NDArray array(NDManager manager, double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats, new Shape(SIZE, WIDTH));
    }

    private static double[] values(long seed) {
        return new Random(seed).doubles(SIZE * WIDTH, -0.6, 0.6).toArray();
    }

    /** Each fits itself; text 0 also describes picture 3, but not the other way round. */
    private static boolean[][] fits() {
        boolean[][] fits = new boolean[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            fits[i][i] = true;
        }
        fits[0][3] = true;
        return fits;
    }
}
