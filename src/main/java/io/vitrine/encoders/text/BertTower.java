package io.vitrine.encoders.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.layers.Attention;
import io.vitrine.encoders.layers.EmbeddingTable;
import io.vitrine.encoders.layers.FeedForward;
import io.vitrine.encoders.layers.LayerNorm;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding (Devlin et al. 2018).
 *
 * <p>B batch, T tokens, W width. Texts that we embed are single segments: every token has type 0. Pooled by the mean of the last layer
 * over real tokens (Reimers and Gurevych 2019).
 */
public final class BertTower implements TextTower {

    /** Added to the scores of padding: so far below any other that softmax gives exactly zero. */
    private static final float UNSEEN = -1e30f;

    private final BertConfig config;
    private final EmbeddingTable words;
    private final EmbeddingTable positions;
    private final EmbeddingTable tokenTypes;
    private final LayerNorm embeddingNorm;
    private final List<Layer> layers = new ArrayList<>();

    public BertTower(BertConfig config, WeightLoader weights) {
        this.config = config;
        this.words =
                EmbeddingTable.load(weights, "embeddings.word_embeddings", config.vocabularySize(), config.width());
        this.positions =
                EmbeddingTable.load(weights, "embeddings.position_embeddings", config.positions(), config.width());
        this.tokenTypes =
                EmbeddingTable.load(weights, "embeddings.token_type_embeddings", config.tokenTypes(), config.width());
        this.embeddingNorm = LayerNorm.load(weights, "embeddings.LayerNorm", config.width(), config.layerNormEpsilon());
        for (int i = 0; i < config.layers(); i++) {
            layers.add(Layer.load(weights, "encoder.layer." + i, config));
        }
    }

    @Override
    public NDArray pooled(NDArray ids, @Nullable NDArray mask) {
        NDArray singleSegment = ids.getManager().zeros(new Shape(1, 1), DataType.INT64);
        return pooled(ids, singleSegment, mask);
    }

    /** The same for texts of two segments; types int64 (B, T) or (1, 1). */
    public NDArray pooled(NDArray ids, NDArray types, @Nullable NDArray mask) {
        NDArray x = lastHiddenState(ids, types, mask);
        if (mask == null) {
            return x.mean(new int[] {1}); // (B, W)
        }
        NDArray weights = mask.expandDims(2); // (B, T, 1)
        NDArray sum = x.mul(weights).sum(new int[] {1}); // (B, W)
        return sum.div(weights.sum(new int[] {1}).maximum(1)); // (B, W)
    }

    @Override
    public int width() {
        return config.width();
    }

    /** Every token's vector after the last layer; ids (B, T), types (B, T) or (1, 1), mask (B, T) or null → (B, T, W). */
    public NDArray lastHiddenState(NDArray ids, NDArray types, @Nullable NDArray mask) {
        Shape shape = ids.getShape();
        if (shape.get(1) > config.positions()) {
            throw new EncoderException("A text of " + shape.get(1) + " tokens is longer than the position table ("
                    + config.positions() + "): truncate it");
        }
        NDManager scope = ids.getManager();
        NDArray unseen = mask == null
                ? null
                : mask.mul(-1).add(1).mul(UNSEEN).reshape(shape.get(0), 1, 1, shape.get(1)); // (B, 1, 1, T)
        NDArray position =
                scope.arange(0, (int) shape.get(1), 1, DataType.INT64).reshape(1, shape.get(1)); // (1, T)
        NDArray x = words.apply(ids).add(positions.apply(position)).add(tokenTypes.apply(types)); // (B, T, W)
        x = embeddingNorm.apply(x);
        for (Layer layer : layers) {
            x = layer.apply(x, unseen);
        }
        return x;
    }

    /** One encoder layer: attention, then feed-forward, each followed by add-and-normalise (post-norm). */
    private record Layer(Attention attention, LayerNorm attentionNorm, FeedForward feedForward, LayerNorm outputNorm) {

        static Layer load(WeightLoader weights, String name, BertConfig config) {
            int width = config.width();
            Attention attention = Attention.load(
                    weights, name + ".attention.self", name + ".attention.output.dense", width, config.heads());
            FeedForward feedForward = FeedForward.load(
                    weights, name + ".intermediate.dense", name + ".output.dense", width, config.feedForwardWidth());
            return new Layer(
                    attention,
                    LayerNorm.load(weights, name + ".attention.output.LayerNorm", width, config.layerNormEpsilon()),
                    feedForward,
                    LayerNorm.load(weights, name + ".output.LayerNorm", width, config.layerNormEpsilon()));
        }

        NDArray apply(NDArray x, @Nullable NDArray mask) { // x (B, T, W), mask (B, 1, 1, T)
            NDArray attended = attentionNorm.apply(x.add(attention.apply(x, mask)));
            return outputNorm.apply(attended.add(feedForward.apply(attended)));
        }
    }
}
