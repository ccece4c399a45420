package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;

/** Two affine maps with the exact (erf) GELU between them (Hendrycks and Gimpel 2016). */
public record FeedForward(Linear expand, Linear contract) {

    /** (…, W) → (…, W). */
    public NDArray apply(NDArray x) {
        return contract.apply(expand.apply(x).getNDArrayInternal().gelu());
    }
}
