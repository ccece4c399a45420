package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.Precision;
import io.vitrine.encoders.weights.WeightLoader;

/** An affine map, {@code y = x Wᵀ + b}; weight (out, in), bias (out). */
public record Linear(NDArray weight, NDArray bias) {

    public static Linear load(WeightLoader weights, String name, long in, long out) {
        return new Linear(weights.load(name + ".weight", out, in), weights.load(name + ".bias", out));
    }

    /** (…, in) → (…, out). */
    public NDArray apply(NDArray x) {
        return Precision.linear(x, weight, bias);
    }
}
