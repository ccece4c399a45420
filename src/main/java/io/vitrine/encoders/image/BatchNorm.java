package io.vitrine.encoders.image;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.WeightLoader;

/**
 * Normalisation of each channel over a batch and all places (Ioffe and Szegedy 2015), then a learned gain and bias; every part is
 * (channels). While learning it takes the batch's own statistics and moves the running ones a tenth of the way to them, with the unbiased
 * variance; while embedding it takes the running ones, so that a picture's vector does not depend on its company.
 */
record BatchNorm(NDArray weight, NDArray bias, NDArray runningMean, NDArray runningVariance) {

    private static final float EPSILON = 1e-5f;

    /** The share of a running statistic that stays: the engine's word for it is momentum, PyTorch's momentum is the rest. */
    private static final float KEPT = 0.9f;

    /** Takes the second dimension for the channels; any other number makes the engine's binding turn the tensor around. */
    private static final int CHANNELS_SECOND = -1;

    static BatchNorm load(WeightLoader weights, String name, long channels) {
        return new BatchNorm(
                weights.load(name + ".weight", channels),
                weights.load(name + ".bias", channels),
                weights.loadBuffer(name + ".running_mean", channels),
                weights.loadBuffer(name + ".running_var", channels));
    }

    /** (B, channels, H, S) → the same shape. */
    NDArray apply(NDArray x, Phase phase) {
        return x.getNDArrayInternal()
                .batchNorm(
                        x,
                        runningMean,
                        runningVariance,
                        weight,
                        bias,
                        CHANNELS_SECOND,
                        KEPT,
                        EPSILON,
                        phase == Phase.LEARNING)
                .singletonOrThrow();
    }
}
