package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.layers.DifferentiableAttention;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the plain operators. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FusedOperatorsTests {

    private static final int BATCH = 3;
    private static final int TOKENS = 7;
    private static final int IN = 24;
    private static final int OUT = 40;
    private static final int HEADS = 4;
    private static final float UNSEEN = -1e30f;

    private final Random random = new Random(1);
    private final NDManager manager = ComputeDevice.engine().newBaseManager();

    @BeforeAll
    static void the_engine_of_this_build_has_them() {
        assertThat(FusedOperators.workIn(Precision.FLOAT32)).isTrue();
    }

    @AfterEach
    void release() {
        manager.close();
    }

    @Test
    void maps_as_the_plain_operators_do() {
        NDArray x = normal(BATCH, TOKENS, IN);
        NDArray weight = normal(OUT, IN);
        NDArray bias = normal(OUT);
        NDArray packed = FusedOperators.packed(weight);
        NDArray expected = Precision.linear(x, weight, bias);

        NDArray mapped = FusedOperators.linear(x, packed, bias);

        assertThat(mapped.getShape()).isEqualTo(new Shape(BATCH, TOKENS, OUT));
        assertClose(mapped, expected, 1e-4f);
        assertClose(
                FusedOperators.linearGelu(x, packed, bias),
                expected.getNDArrayInternal().gelu(),
                1e-4f);
    }

    @Test
    void keeps_a_packed_weight_when_the_plain_one_is_gone() {
        NDArray x = normal(BATCH, IN);
        NDArray weight = normal(OUT, IN);
        NDArray bias = normal(OUT);
        NDArray expected = Precision.linear(x, weight, bias);
        NDArray packed = FusedOperators.packed(weight);

        weight.close();
        normal(OUT, IN); // takes the freed memory

        assertClose(FusedOperators.linear(x, packed, bias), expected, 1e-4f);
    }

    @Test
    void rounds_factors_to_the_type_of_the_weight() {
        assumeThat(FusedOperators.workIn(Precision.BFLOAT16)).isTrue();
        NDArray x = normal(BATCH, IN);
        NDArray weight = normal(OUT, IN);
        NDArray bias = normal(OUT);
        float[] expected = Precision.linear(x, weight, bias).toFloatArray();

        NDArray mapped = FusedOperators.linear(x, FusedOperators.packed(FusedOperators.bfloat16(weight)), bias);

        float[] sums = mapped.add(bias.zerosLike()).toFloatArray(); // in float32, which Java can read
        assertThat(sums).isNotEqualTo(expected).containsExactly(expected, within(0.15f));
    }

    /** As {@link MatrixProducts#choose} has it for plain products, with which the switch is chosen. */
    @Test
    void keeps_float32_where_plain_products_keep_it() {
        float fine = 1 + 0x1p-12f; // bfloat16 does not have it
        try (MatrixProducts.Restoration chosen = MatrixProducts.ONEDNN.use()) {
            NDArray x = manager.ones(new Shape(OUT, OUT)).mul(fine);
            NDArray identity = manager.eye(OUT);
            assumeThat(x.matMul(identity).getFloat(0, 0)).isEqualTo(fine);

            NDArray same = FusedOperators.linear(x, FusedOperators.packed(identity), manager.zeros(new Shape(OUT)));

            assertThat(same.toFloatArray()).containsOnly(fine);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "3, 1", "3, 7", "70, 33"})
    void attends_as_the_plain_operators_do(int batch, int tokens) {
        NDArray queries = normal(batch, tokens, IN);
        NDArray keys = normal(batch, tokens, IN);
        NDArray values = normal(batch, tokens, IN);
        NDArray scale = DifferentiableAttention.scale(queries, IN, HEADS);
        NDArray projected = queries.concat(keys, 2).concat(values, 2);

        NDArray attended = FusedOperators.attention(projected, HEADS, null);

        assertThat(attended.getShape()).isEqualTo(new Shape(batch, tokens, IN));
        assertClose(attended, DifferentiableAttention.attend(queries, keys, values, HEADS, scale, null), 1e-5f);
    }

    @Test
    void hides_what_the_mask_hides() {
        NDArray queries = normal(BATCH, TOKENS, IN);
        NDArray keys = normal(BATCH, TOKENS, IN);
        NDArray values = normal(BATCH, TOKENS, IN);
        NDArray scale = DifferentiableAttention.scale(queries, IN, HEADS);
        NDArray projected = queries.concat(keys, 2).concat(values, 2);
        float[] hidden = new float[BATCH * TOKENS];
        for (int text = 0; text < BATCH; text++) {
            for (int token = 1 + 2 * text; token < TOKENS; token++) {
                hidden[text * TOKENS + token] = UNSEEN;
            }
        }
        NDArray mask = manager.create(hidden, new Shape(BATCH, 1, 1, TOKENS));

        assertClose(
                FusedOperators.attention(projected, HEADS, mask),
                DifferentiableAttention.attend(queries, keys, values, HEADS, scale, mask),
                1e-5f);
    }

    @Test
    void tells_when_the_library_refuses() {
        NDArray packed = FusedOperators.packed(normal(OUT, IN));
        NDArray tooWide = normal(BATCH, IN + 1);
        NDArray bias = normal(OUT);

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> FusedOperators.linear(tooWide, packed, bias))
                .withMessageContaining("refused");
    }

    private NDArray normal(long... shape) {
        float[] values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(shape));
    }

    private static void assertClose(NDArray actual, NDArray expected, float tolerance) {
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(tolerance));
    }
}
