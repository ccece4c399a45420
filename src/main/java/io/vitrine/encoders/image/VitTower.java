package io.vitrine.encoders.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.layers.Attention;
import io.vitrine.encoders.layers.FeedForward;
import io.vitrine.encoders.layers.LayerNorm;
import io.vitrine.encoders.layers.Linear;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ViT: An Image is Worth 16x16 Words (Dosovitskiy et al. 2020).
 *
 * <p>B batch, P patch side, R rows and C columns of patches, T = 1 + R·C tokens (the class token is the first), W width.
 * Pooled by the class token after the final normalisation.
 */
public final class VitTower implements ImageTower {

    private static final int CHANNELS = 3;
    private static final String POSITIONS = "embeddings.position_embeddings";

    private final VitConfig config;
    private final NDArray classToken; // (1, 1, W)
    private final NDArray positions; // (1, T, W)
    private final NDArray patchWeight; // (W, 3, P, P)
    private final NDArray patchBias; // (W)
    private final List<Layer> layers = new ArrayList<>();
    private final LayerNorm finalNorm;

    public VitTower(VitConfig config, WeightLoader weights) {
        this.config = config;
        int width = config.hiddenWidth();
        this.classToken = weights.load("embeddings.cls_token", 1, 1, width);
        this.positions = weights.load(POSITIONS, 1, config.tokens(), width);
        this.patchWeight = weights.load(
                "embeddings.patch_embeddings.projection.weight", width, CHANNELS, config.patch(), config.patch());
        this.patchBias = weights.load("embeddings.patch_embeddings.projection.bias", width);
        for (int i = 0; i < config.layers(); i++) {
            layers.add(Layer.load(weights, "encoder.layer." + i, config));
        }
        this.finalNorm = LayerNorm.load(weights, "layernorm", width, config.layerNormEpsilon());
    }

    @Override
    public NDArray pooled(NDArray pixels, Phase phase) {
        return lastHiddenState(pixels).get(new NDIndex(":, 0, :")); // (B, W)
    }

    @Override
    public int width() {
        return config.hiddenWidth();
    }

    /** Every token's vector after the final normalisation; pixels (B, 3, height, width) → (B, T, W). */
    public NDArray lastHiddenState(NDArray pixels) {
        long batch = pixels.getShape().get(0);
        NDArray classTokens = pixels.getManager().zeros(new Shape(batch, 1, 1)).add(classToken); // (B, 1, W)
        NDArray x = classTokens.concat(patches(pixels), 1).add(positions); // (B, T, W)
        for (Layer layer : layers) {
            x = layer.apply(x);
        }
        return finalNorm.apply(x);
    }

    /** Cuts pictures into patches and maps each to a vector: a convolution whose stride is its kernel. */
    private NDArray patches(NDArray pixels) { // (B, 3, R·P, C·P) → (B, R·C, W)
        long batch = pixels.getShape().get(0);
        int side = config.patch();
        NDArray flat = pixels.reshape(batch, CHANNELS, config.rows(), side, config.columns(), side)
                .transpose(0, 2, 4, 1, 3, 5) // (B, R, C, 3, P, P)
                .reshape(batch, (long) config.rows() * config.columns(), (long) CHANNELS * side * side);
        NDArray kernel = patchWeight.reshape(config.hiddenWidth(), (long) CHANNELS * side * side); // (W, 3·P·P)
        kernel.attach(pixels.getManager());
        return new Linear(kernel, patchBias).apply(flat);
    }

    /**
     * A checkpoint's tensors for pictures of another size: the table of positions is resampled bicubically to the new grid, the class
     * token's row stays.
     *
     * @param published under this tower's names, trained with the architecture {@code from}
     */
    public static Map<String, StoredTensor> fitted(Map<String, StoredTensor> published, VitConfig from, VitConfig to) {
        StoredTensor table = published.get(POSITIONS);
        boolean sameGrid = from.rows() == to.rows() && from.columns() == to.columns();
        if (sameGrid || table == null || !table.shape().equals(new Shape(1, from.tokens(), from.hiddenWidth()))) {
            return published; // a table of another shape is for strict loading to refuse
        }
        int width = from.hiddenWidth();
        float[] resampled = GridInterpolation.resampled(
                table.floats(), width, width, from.rows(), from.columns(), to.rows(), to.columns());
        Map<String, StoredTensor> fitted = new LinkedHashMap<>(published);
        fitted.put(POSITIONS, StoredTensor.of(resampled, new Shape(1, to.tokens(), width)));
        return fitted;
    }

    /** One encoder layer: normalise, attend, add; normalise, feed forward, add (pre-norm). */
    private record Layer(
            LayerNorm attentionNorm, Attention attention, LayerNorm feedForwardNorm, FeedForward feedForward) {

        static Layer load(WeightLoader weights, String name, VitConfig config) {
            int width = config.hiddenWidth();
            Attention attention = Attention.load(
                    weights, name + ".attention.attention", name + ".attention.output.dense", width, config.heads());
            FeedForward feedForward = FeedForward.load(
                    weights, name + ".intermediate.dense", name + ".output.dense", width, config.feedForwardWidth());
            return new Layer(
                    LayerNorm.load(weights, name + ".layernorm_before", width, config.layerNormEpsilon()),
                    attention,
                    LayerNorm.load(weights, name + ".layernorm_after", width, config.layerNormEpsilon()),
                    feedForward);
        }

        NDArray apply(NDArray x) { // x (B, T, W)
            NDArray attended = x.add(attention.apply(attentionNorm.apply(x), null));
            return attended.add(feedForward.apply(feedForwardNorm.apply(attended)));
        }
    }
}
