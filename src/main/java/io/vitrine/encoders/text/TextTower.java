package io.vitrine.encoders.text;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.WeightLoader;
import org.jspecify.annotations.Nullable;

/** Turns token ids into one vector per text. */
public interface TextTower {

    /** Builds the tower of an architecture's family. */
    static TextTower of(TextArchitecture architecture, WeightLoader weights) {
        return switch (architecture) {
            case BertConfig bert -> new BertTower(bert, weights);
            case Gpt2Config gpt2 -> new Gpt2Tower(gpt2, weights);
        };
    }

    /**
     * Reads a batch.
     *
     * @param ids int64 (B, T)
     * @param mask float32 (B, T), 1 for a token and 0 for padding; null when all texts are equally long, which takes less work
     * @return (B, W), pooled, neither projected nor normalised
     */
    NDArray pooled(NDArray ids, @Nullable NDArray mask);

    /** The pooled vectors' width W. */
    int width();
}
