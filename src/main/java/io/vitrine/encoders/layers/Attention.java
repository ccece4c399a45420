package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.WeightLoader;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head scaled dot-product attention (Vaswani et al. 2017), {@code softmax(QKᵀ/√D + mask) V}, and its output map.
 *
 * <p>B batch, T tokens, W width, D width of a head.
 */
public interface Attention {

    String QUERY = ".query";
    String KEY = ".key";
    String VALUE = ".value";

    /**
     * Loads it as the loader's encoder is going to be used.
     *
     * @param projections what the names of the three maps before it begin with
     * @param output the name of the map after it
     */
    static Attention load(WeightLoader weights, String projections, String output, int width, int heads) {
        return weights.factors().fused()
                ? FusedAttention.load(weights, projections, output, width, heads)
                : DifferentiableAttention.load(weights, projections, output, width, heads);
    }

    /**
     * Attends.
     *
     * @param x (B, T, W)
     * @param mask added to the scores, (B, 1, 1, T) or (B, 1, T, T): 0 where a token may be seen, very negative where not;
     *     null when every token may see every other
     * @return (B, T, W)
     */
    NDArray apply(NDArray x, @Nullable NDArray mask);
}
