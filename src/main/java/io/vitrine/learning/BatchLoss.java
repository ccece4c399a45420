package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loss of a batch, with what it learns beside the encoder. */
@FunctionalInterface
interface BatchLoss extends AutoCloseable {

    /**
     * B batch, D dimensions.
     *
     * @param texts (B, D), unit rows
     * @param pictures (B, D), unit rows
     * @param logitScale (1), natural logarithm of the scale
     * @param fits {@code fits[i][j]} says that text i describes picture j; always true where i = j
     * @return a scalar in the texts' manager
     */
    NDArray of(NDArray texts, NDArray pictures, NDArray logitScale, boolean[][] fits);

    /** What is learned and belongs to no encoder, by name. */
    default Map<String, NDArray> parameters() {
        return Map.of();
    }

    /** What a resumed training begins with; null when there is nothing to remember. */
    default @Nullable Float logitBias() {
        return null;
    }

    @Override
    default void close() {}

    /**
     * A plan's loss.
     *
     * @param logitBias of an earlier run; null at the start
     * @param manager of what is learned
     */
    static BatchLoss of(TrainingPlan plan, @Nullable Float logitBias, NDManager manager) {
        return switch (plan.loss()) {
            case SOFTMAX -> ContrastiveLoss::of;
            case SIGMOID ->
                new SigmoidLoss(manager, logitBias == null ? SigmoidLoss.firstBias(plan.batchSize()) : logitBias);
        };
    }
}
