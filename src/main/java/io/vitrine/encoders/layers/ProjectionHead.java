package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.weights.WeightLoader;

/** A linear map without bias into the shared space, then division by the L2 norm; weight (dimensions, W). */
public record ProjectionHead(NDArray weight) {

    /** Keeps the norm away from zero, where its gradient has no limit. */
    private static final double EPSILON = 1e-12;

    public static ProjectionHead load(WeightLoader weights, String name, long width, long dimensions) {
        return new ProjectionHead(weights.load(name + ".weight", dimensions, width));
    }

    /** (B, W) → (B, dimensions), each row of unit length. */
    public NDArray apply(NDArray pooled) {
        NDArray projected =
                pooled.getNDArrayInternal().linear(pooled, weight, null).singletonOrThrow();
        long rows = projected.getShape().get(0);
        NDArray norms = projected.square().sum(new int[] {1}).add(EPSILON).sqrt();
        return projected.div(norms.reshape(new Shape(rows, 1)));
    }
}
