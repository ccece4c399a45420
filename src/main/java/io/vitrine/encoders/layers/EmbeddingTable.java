package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import io.vitrine.encoders.weights.WeightLoader;

/** A table of learned vectors looked up by number; weight (rows, W). */
public record EmbeddingTable(NDArray weight) {

    public static EmbeddingTable load(WeightLoader weights, String name, long rows, long width) {
        return new EmbeddingTable(weights.load(name + ".weight", rows, width));
    }

    /** Integer ids (…) → (…, W); the result belongs to the ids' manager, not to the table's. */
    public NDArray apply(NDArray ids) {
        return ids.getNDArrayInternal()
                .embedding(ids, weight, SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
