package io.vitrine.encoders.image;

import ai.djl.ndarray.NDArray;

/** Turns pictures into one vector each. */
public interface ImageTower {

    /**
     * Looks at a batch.
     *
     * @param pixels float32 (B, 3, height, width), scaled to [-1, 1]
     * @return (B, W), pooled, neither projected nor normalised
     */
    NDArray pooled(NDArray pixels);

    /** The pooled vectors' width W. */
    int width();
}
