package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.FusedOperators;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attention of fused operators, for encoders that only embed: one product for queries, keys and values, one pass for what follows. */
record FusedAttention(FusedLinear projections, FusedLinear output, int heads) implements Attention {

    static FusedAttention load(WeightLoader weights, String projections, String output, int width, int heads) {
        List<String> joined = List.of(projections + QUERY, projections + KEY, projections + VALUE);
        return new FusedAttention(
                FusedLinear.load(weights, joined, width, width),
                FusedLinear.load(weights, output, width, width),
                heads);
    }

    @Override
    public NDArray apply(NDArray x, @Nullable NDArray mask) {
        try (NDArray projected = projections.apply(x); // (B, T, 3 W)
                NDArray attended = FusedOperators.attention(projected, heads, mask)) { // (B, T, W)
            return output.apply(attended);
        }
    }
}
