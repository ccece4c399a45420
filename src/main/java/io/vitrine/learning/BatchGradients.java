package io.vitrine.learning;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.learning.Sides.Side;
import java.util.Arrays;

/**
 * The gradients of a batch's loss, left in the encoder's parameters and in those of the loss.
 *
 * <p>A batch beyond the micro-batch passes through the towers in parts, by gradient caching (Gao et al. 2021): every part's vectors are
 * computed and kept, then the loss's gradients with respect to all vectors, then each part passes again and carries its vectors'
 * gradients back. The loss and its gradients are those of the whole batch; the memory is that of one part.
 *
 * <p>B batch, D dimensions.
 */
final class BatchGradients {

    private final DualEncoder encoder;
    private final Sides sides;
    private final BatchLoss loss;
    private final int microBatchSize;

    /**
     * For one encoder.
     *
     * @param sides how its pairs become vectors
     * @param loss of a whole batch
     * @param batchSize pairs in a batch
     * @param microBatchSize pairs that pass through the towers at once
     * @throws LearningException when a batch would have to pass in parts through a tower that normalises over the batch: the parts would
     *     be normalised apart
     */
    BatchGradients(DualEncoder encoder, Sides sides, BatchLoss loss, int batchSize, int microBatchSize) {
        this.encoder = encoder;
        this.sides = sides;
        this.loss = loss;
        this.microBatchSize = microBatchSize;
        if (batchSize > microBatchSize && !encoder.buffers().isEmpty()) {
            throw new LearningException("A tower of '" + encoder.spec().name()
                    + "' normalises over the batch, so a batch of " + batchSize
                    + " cannot pass in parts: raise microBatchSize to it, or lower batchSize");
        }
    }

    /** The loss of a batch; its gradients are added to those of the parameters. */
    double of(PairBatch batch) {
        return batch.size() <= microBatchSize ? atOnce(batch) : inParts(batch);
    }

    private double atOnce(PairBatch batch) {
        return encoder.within(scope -> {
            try (GradientCollector gradients = collector()) {
                NDArray texts = vectors(sides.texts(batch), scope);
                NDArray pictures = vectors(sides.pictures(batch), scope);
                return backward(gradients, loss(texts, pictures, batch));
            }
        });
    }

    private double inParts(PairBatch batch) {
        Side<?> textSide = sides.texts(batch);
        Side<?> pictureSide = sides.pictures(batch);
        float[] texts = vectorsInParts(textSide); // (B, D), row-major
        float[] pictures = vectorsInParts(pictureSide); // (B, D)
        float[] textGradients = new float[texts.length];
        float[] pictureGradients = new float[pictures.length];
        double loss = encoder.within(scope -> {
            NDArray textLeaf = leaf(texts, batch.size(), scope);
            NDArray pictureLeaf = leaf(pictures, batch.size(), scope);
            try (GradientCollector gradients = collector()) {
                double value = backward(gradients, loss(textLeaf, pictureLeaf, batch));
                copyGradient(textLeaf, textGradients);
                copyGradient(pictureLeaf, pictureGradients);
                return value;
            }
        });
        carryBack(textSide, textGradients);
        carryBack(pictureSide, pictureGradients);
        return loss;
    }

    private NDArray loss(NDArray texts, NDArray pictures, PairBatch batch) {
        return loss.of(texts, pictures, encoder.logitScaleParameter(), batch.fits());
    }

    private static <T> NDArray vectors(Side<T> side, NDManager scope) {
        return side.vectors().apply(side.inputs(), scope);
    }

    private <T> float[] vectorsInParts(Side<T> side) {
        float[] all = new float[side.inputs().size() * dimensions()];
        for (int start = 0; start < side.inputs().size(); start += microBatchSize) {
            Side<T> part = part(side, start);
            float[] rows = encoder.within(scope -> vectors(part, scope).toFloatArray());
            System.arraycopy(rows, 0, all, start * dimensions(), rows.length);
        }
        return all;
    }

    /** The gradient of a part's vectors times constants is those constants, carried on into the parameters. */
    private <T> void carryBack(Side<T> side, float[] vectorGradients) {
        for (int start = 0; start < side.inputs().size(); start += microBatchSize) {
            Side<T> part = part(side, start);
            int first = start * dimensions();
            float[] constants = Arrays.copyOfRange(
                    vectorGradients, first, first + part.inputs().size() * dimensions());
            encoder.within(scope -> {
                try (GradientCollector gradients = collector()) {
                    NDArray vectors = vectors(part, scope);
                    return backward(
                            gradients,
                            vectors.mul(scope.create(constants, vectors.getShape()))
                                    .sum());
                }
            });
        }
    }

    private <T> Side<T> part(Side<T> side, int start) {
        int end = Math.min(side.inputs().size(), start + microBatchSize);
        return new Side<>(side.inputs().subList(start, end), side.vectors());
    }

    private NDArray leaf(float[] vectors, int rows, NDManager scope) {
        NDArray leaf = scope.create(vectors, new Shape(rows, dimensions()));
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private static void copyGradient(NDArray leaf, float[] into) {
        try (NDArray gradient = leaf.getGradient()) {
            System.arraycopy(gradient.toFloatArray(), 0, into, 0, into.length);
        }
    }

    private static double backward(GradientCollector gradients, NDArray scalar) {
        gradients.backward(scalar);
        return scalar.getFloat();
    }

    private int dimensions() {
        return encoder.spec().dimensions();
    }

    private static GradientCollector collector() {
        return Engine.getEngine("PyTorch").newGradientCollector();
    }
}
