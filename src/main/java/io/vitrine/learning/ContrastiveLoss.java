package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The symmetric temperature-scaled contrastive loss (Radford et al. 2021), with the target spread evenly over all pairs of
 * the batch that fit (Yang et al. 2022, UniCL): two products with the same name are no false negatives of one another.
 *
 * <p>B batch, D dimensions.
 */
final class ContrastiveLoss {

    private ContrastiveLoss() {}

    /**
     * The mean of both directions' cross-entropies.
     *
     * @param texts (B, D), unit rows
     * @param pictures (B, D), unit rows
     * @param logitScale (1), natural logarithm of the scale
     * @param fits {@code fits[i][j]} says that text i describes picture j; always true where i = j
     * @return a scalar in the texts' manager
     */
    static NDArray of(NDArray texts, NDArray pictures, NDArray logitScale, boolean[][] fits) {
        NDManager scope = texts.getManager();
        NDArray scale = scope.ones(new Shape(1)).mul(logitScale).exp(); // keeps the result in this scope
        NDArray logits = texts.matMul(pictures.transpose()).mul(scale); // (B, B)
        int size = fits.length;
        NDArray pictureTargets = scope.create(shares(fits, false), new Shape(size, size));
        NDArray textTargets = scope.create(shares(fits, true), new Shape(size, size));
        NDArray textToPicture = logits.logSoftmax(1).mul(pictureTargets).sum();
        NDArray pictureToText = logits.logSoftmax(0).mul(textTargets).sum();
        return textToPicture
                .add(pictureToText)
                .mul(scope.create(-0.5f / size)); // a number's memory would be freed too early
    }

    /** Row-major (B, B) targets whose rows, or columns, sum to one. */
    private static float[] shares(boolean[][] fits, boolean byColumn) {
        int size = fits.length;
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                counts[byColumn ? j : i] += fits[i][j] ? 1 : 0;
            }
        }
        float[] shares = new float[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                shares[i * size + j] = fits[i][j] ? 1f / counts[byColumn ? j : i] : 0;
            }
        }
        return shares;
    }
}
