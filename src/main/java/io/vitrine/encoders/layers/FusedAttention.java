package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.vitrine.encoders.FusedOperators;
import io.vitrine.encoders.Precision;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention of fused operators, for encoders that only embed: one product for queries, keys and values, and in bfloat16 one pass for what
 * follows. That of float32 takes five to forty times as long as the plain operators from twelve tokens on.
 */
record FusedAttention(
        FusedLinear projections,
        FusedLinear output,
        int heads,
        @Nullable NDArray plainScale) implements Attention {

    static FusedAttention load(WeightLoader weights, String projections, String output, int width, int heads) {
        List<String> joined = List.of(projections + QUERY, projections + KEY, projections + VALUE);
        FusedLinear last = FusedLinear.load(weights, output, width, width);
        boolean plain = weights.factors().precision() == Precision.FLOAT32;
        return new FusedAttention(
                FusedLinear.load(weights, joined, width, width),
                last,
                heads,
                plain ? DifferentiableAttention.scale(last.bias(), width, heads) : null);
    }

    @Override
    public NDArray apply(NDArray x, @Nullable NDArray mask) {
        try (NDArray projected = projections.apply(x); // (B, T, 3 W)
                NDArray attended = plainScale == null
                        ? FusedOperators.attention(projected, heads, mask)
                        : attend(projected, plainScale, mask)) { // (B, T, W)
            return output.apply(attended);
        }
    }

    private NDArray attend(NDArray projected, NDArray scale, @Nullable NDArray mask) {
        long width = projected.getShape().get(2) / 3;
        try (NDArray queries = projected.get(new NDIndex(":, :, 0:{}", width)); // (B, T, W), as the others
                NDArray keys = projected.get(new NDIndex(":, :, {}:{}", width, 2 * width));
                NDArray values = projected.get(new NDIndex(":, :, {}:{}", 2 * width, 3 * width))) {
            return DifferentiableAttention.attend(queries, keys, values, heads, scale, mask);
        }
    }
}
