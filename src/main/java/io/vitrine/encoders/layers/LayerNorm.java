package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.weights.WeightLoader;

/** Normalisation over the last dimension (Ba et al. 2016): zero mean, unit variance, then a learned gain and bias. */
public record LayerNorm(NDArray weight, NDArray bias, float epsilon) {

    public static LayerNorm load(WeightLoader weights, String name, long width, float epsilon) {
        return new LayerNorm(weights.load(name + ".weight", width), weights.load(name + ".bias", width), epsilon);
    }

    /** (…, W) → (…, W). */
    public NDArray apply(NDArray x) {
        Shape normalised = weight.getShape();
        return x.getNDArrayInternal()
                .layerNorm(x, normalised, weight, bias, epsilon)
                .singletonOrThrow();
    }
}
