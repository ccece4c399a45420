package io.vitrine.encoders;

/**
 * How matrices that are only multiplied by are kept.
 *
 * @param fused whether they are packed for the {@link FusedOperators}, which have no gradients
 */
public record Factors(Precision precision, boolean fused) {

    /** As they are learned: float32, for the engine's plain operators. */
    public static final Factors LEARNING = new Factors(Precision.FLOAT32, false);

    /** As a device embeds fastest in a precision. */
    static Factors forEmbedding(Precision precision, ComputeDevice device) {
        return new Factors(precision, !device.isGpu() && FusedOperators.workIn(precision));
    }
}
