package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/**
 * The pairwise sigmoid loss (Zhai et al. 2023, SigLIP): {@code Σᵢⱼ −ln σ(±(s · tᵢ·pⱼ + b)) / B}, plus where text i describes picture j and
 * minus elsewhere. Every pair is judged alone, so that several products of one name need no shares of a target. The bias {@code b} is
 * learned with the encoder and forgotten with the training: it moves all scores alike and no ranking.
 */
final class SigmoidLoss implements BatchLoss {

    /** The bias among the learned parameters. */
    static final String BIAS = "logit_bias";

    private final NDArray bias; // (1)

    SigmoidLoss(NDManager manager, float bias) {
        this.bias = manager.create(new float[] {bias});
        this.bias.setRequiresGradient(true);
    }

    /** The logit of one match among a batch's {@code size} pictures, so that the many others cost little at first. */
    static float firstBias(int size) {
        return (float) -Math.log(size - 1.0);
    }

    @Override
    public NDArray of(NDArray texts, NDArray pictures, NDArray logitScale, boolean[][] fits) {
        NDManager scope = texts.getManager();
        int size = fits.length;
        NDArray one = scope.ones(new Shape(1)); // keeps the results in this scope
        NDArray scale = one.mul(logitScale).exp();
        NDArray logits = texts.matMul(pictures.transpose()).mul(scale).add(one.mul(bias)); // (B, B)
        NDArray wrong = logits.mul(scope.create(signs(fits), new Shape(size, size)));
        return wrong.getNDArrayInternal().softPlus().sum().mul(scope.create(1f / size));
    }

    /** Row-major (B, B): −1 where a pair fits, for {@code −ln σ(x) = softplus(−x)}, and 1 elsewhere. */
    private static float[] signs(boolean[][] fits) {
        int size = fits.length;
        float[] signs = new float[size * size];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = fits[i / size][i % size] ? -1 : 1;
        }
        return signs;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of(BIAS, bias);
    }

    @Override
    public Float logitBias() {
        return bias.toFloatArray()[0];
    }

    @Override
    public void close() {
        bias.close();
    }
}
