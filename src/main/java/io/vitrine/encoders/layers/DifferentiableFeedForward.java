package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;

/** The same of the engine's plain operators, which have gradients. */
record DifferentiableFeedForward(Linear expand, Linear contract) implements FeedForward {

    @Override
    public NDArray apply(NDArray x) {
        return contract.apply(expand.apply(x).getNDArrayInternal().gelu());
    }
}
