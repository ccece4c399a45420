package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.Precision;
import io.vitrine.encoders.weights.WeightLoader;

/**
 * An affine map, {@code y = x Wᵀ + b}; weight (out, in), bias (out).
 *
 * @param rounded whether the weight is kept in bfloat16
 */
public record Linear(NDArray weight, NDArray bias, boolean rounded) {

    /** In float32. */
    public Linear(NDArray weight, NDArray bias) {
        this(weight, bias, false);
    }

    public static Linear load(WeightLoader weights, String name, long in, long out) {
        NDArray weight = weights.loadFactor(name + ".weight", out, in);
        return new Linear(
                weight, weights.load(name + ".bias", out), weights.factors().precision() == Precision.BFLOAT16);
    }

    /** (…, in) → (…, out). */
    public NDArray apply(NDArray x) {
        return rounded ? Precision.rounded(x, weight, bias) : Precision.linear(x, weight, bias);
    }
}
