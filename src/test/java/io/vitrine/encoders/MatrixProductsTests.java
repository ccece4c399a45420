package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixProductsTests {

    private static final int ROWS = 96;
    private static final int INNER = 64;
    private static final int COLUMNS = 80;

    /** Sums of 64 products of numbers around 1, each factor rounded to 8 bits where the processor has tiles for that. */
    private static final float TOLERANCE = 0.1f;

    @Test
    void a_choice_ends_with_its_scope() {
        MatrixProducts before = MatrixProducts.current();
        try (MatrixProducts.Restoration outer = MatrixProducts.ONEDNN.use()) {
            try (MatrixProducts.Restoration inner = MatrixProducts.MKL.use()) {
                assertThat(MatrixProducts.current()).isEqualTo(MatrixProducts.MKL);
            }
            assertThat(MatrixProducts.current()).isEqualTo(MatrixProducts.ONEDNN);
        }
        assertThat(MatrixProducts.current()).isEqualTo(before);
    }

    @Test
    void the_choice_for_embedding_rounds_nothing_that_float32_has() {
        float fine = 1 + 0x1p-20f;
        try (MatrixProducts.Restoration before = MatrixProducts.current().use();
                NDManager manager = ComputeDevice.engine().newBaseManager()) {
            MatrixProducts.choose(ComputeDevice.cpu());

            assertThat(manager.full(new Shape(INNER, INNER), fine)
                            .matMul(manager.eye(INNER))
                            .toFloatArray())
                    .containsOnly(fine);
        }
    }

    @ParameterizedTest
    @EnumSource
    void both_libraries_multiply_as_three_loops_do(MatrixProducts products) {
        float[] left = normal(ROWS * INNER, 1);
        float[] right = normal(INNER * COLUMNS, 2);

        try (MatrixProducts.Restoration chosen = products.use();
                NDManager manager = ComputeDevice.engine().newBaseManager()) {
            float[] product = manager.create(left, new Shape(ROWS, INNER))
                    .matMul(manager.create(right, new Shape(INNER, COLUMNS)))
                    .toFloatArray();

            assertThat(product).containsExactly(loops(left, right), within(TOLERANCE));
        }
    }

    private static float[] loops(float[] left, float[] right) {
        float[] product = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                for (int i = 0; i < INNER; i++) {
                    product[row * COLUMNS + column] += left[row * INNER + i] * right[i * COLUMNS + column];
                }
            }
        }
        return product;
    }

    private static float[] normal(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
