package io.vitrine.encoders.text;

import ai.djl.ndarray.NDArray;

/** Turns token ids into one vector per text. */
public interface TextTower {

    /**
     * Reads a batch.
     *
     * @param ids int64 (B, T)
     * @param mask float32 (B, T), 1 for a token and 0 for padding
     * @return (B, W), pooled, neither projected nor normalised
     */
    NDArray pooled(NDArray ids, NDArray mask);

    /** The pooled vectors' width W. */
    int width();
}
