package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.WeightLoader;

/** Two affine maps with the exact (erf) GELU between them (Hendrycks and Gimpel 2016). */
public interface FeedForward {

    /** Loads it as the loader's encoder is going to be used. */
    static FeedForward load(WeightLoader weights, String expand, String contract, int width, int between) {
        return weights.factors().fused()
                ? new FusedFeedForward(
                        FusedLinear.load(weights, expand, width, between),
                        FusedLinear.load(weights, contract, between, width))
                : new DifferentiableFeedForward(
                        Linear.load(weights, expand, width, between), Linear.load(weights, contract, between, width));
    }

    /** (…, W) → (…, W). */
    NDArray apply(NDArray x);
}
