package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;

/** The same of fused operators, for encoders that only embed. */
record FusedFeedForward(FusedLinear expand, FusedLinear contract) implements FeedForward {

    @Override
    public NDArray apply(NDArray x) {
        try (NDArray between = expand.gelu(x)) {
            return contract.apply(between);
        }
    }
}
