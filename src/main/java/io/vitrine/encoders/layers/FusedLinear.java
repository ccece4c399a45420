package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.FusedOperators;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.List;

/**
 * An affine map, {@code y = x Wᵀ + b}, of an encoder that only embeds on a CPU.
 *
 * @param weight (out, in), in the layout of the engine's fused product
 * @param bias float32 (out)
 */
record FusedLinear(NDArray weight, NDArray bias) {

    static FusedLinear load(WeightLoader weights, String name, long in, long out) {
        return load(weights, List.of(name), in, out);
    }

    /** Several maps (out, in) of the same input as one, whose results lie beside each other. */
    static FusedLinear load(WeightLoader weights, List<String> names, long in, long out) {
        try (NDArray weight = weights.loadJoined(below(names, ".weight"), out, in);
                NDArray rounded = weights.factors().precision().of(weight)) {
            return new FusedLinear(FusedOperators.packed(rounded), weights.loadJoined(below(names, ".bias"), out));
        }
    }

    private static List<String> below(List<String> names, String kind) {
        return names.stream().map(name -> name + kind).toList();
    }

    /** (…, in) → (…, out). */
    NDArray apply(NDArray x) {
        return FusedOperators.linear(x, weight, bias);
    }

    /** The same with the exact GELU after it. */
    NDArray gelu(NDArray x) {
        return FusedOperators.linearGelu(x, weight, bias);
    }
}
