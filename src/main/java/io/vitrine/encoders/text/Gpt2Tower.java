package io.vitrine.encoders.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.layers.DifferentiableAttention;
import io.vitrine.encoders.layers.EmbeddingTable;
import io.vitrine.encoders.layers.LayerNorm;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GPT-2: Language Models are Unsupervised Multitask Learners (Radford et al. 2019).
 *
 * <p>B batch, T tokens, W width. A token sees itself and what stands before it. Pooled by the last real token, the only one that has seen
 * the whole text.
 */
public final class Gpt2Tower implements TextTower {

    /** Added to the scores of what a token may not see: so far below any other that softmax gives exactly zero. */
    private static final float UNSEEN = -1e30f;

    private final Gpt2Config config;
    private final EmbeddingTable words;
    private final EmbeddingTable positions;
    private final List<Layer> layers = new ArrayList<>();
    private final LayerNorm finalNorm;

    public Gpt2Tower(Gpt2Config config, WeightLoader weights) {
        this.config = config;
        this.words = EmbeddingTable.load(weights, "wte", config.vocabularySize(), config.width());
        this.positions = EmbeddingTable.load(weights, "wpe", config.positions(), config.width());
        for (int i = 0; i < config.layers(); i++) {
            layers.add(Layer.load(weights, "h." + i, config));
        }
        this.finalNorm = LayerNorm.load(weights, "ln_f", config.width(), config.layerNormEpsilon());
    }

    @Override
    public NDArray pooled(NDArray ids, @Nullable NDArray mask) {
        long batch = ids.getShape().get(0);
        long tokens = ids.getShape().get(1);
        NDManager scope = ids.getManager();
        NDArray starts = scope.arange(0, (int) batch, 1, DataType.INT64).mul(tokens); // (B)
        NDArray rows = mask == null // (B), 0 for a text without tokens
                ? starts.add(tokens - 1)
                : starts.add(mask.mul(scope.arange(1f, tokens + 1f)).argMax(1));
        NDArray flat = lastHiddenState(ids, mask).reshape(batch * tokens, config.width()); // (B·T, W)
        return new EmbeddingTable(flat).apply(rows); // (B, W)
    }

    @Override
    public int width() {
        return config.width();
    }

    /** Every token's vector after the final normalisation; ids (B, T), mask (B, T) or null → (B, T, W). */
    public NDArray lastHiddenState(NDArray ids, @Nullable NDArray mask) {
        long tokens = ids.getShape().get(1);
        if (tokens > config.positions()) {
            throw new EncoderException("A text of " + tokens + " tokens is longer than the position table ("
                    + config.positions() + "): truncate it");
        }
        NDArray position =
                ids.getManager().arange(0, (int) tokens, 1, DataType.INT64).reshape(1, tokens); // (1, T)
        NDArray x = words.apply(ids).add(positions.apply(position)); // (B, T, W)
        NDArray future = future(ids.getManager(), (int) tokens);
        NDArray unseen = mask == null ? future : padding(mask).add(future); // (1, 1, T, T) or (B, 1, T, T)
        for (Layer layer : layers) {
            x = layer.apply(x, unseen);
        }
        return finalNorm.apply(x);
    }

    /** What is added to the scores so that each token is hidden from those before it. */
    private static NDArray future(NDManager scope, int tokens) { // (1, 1, T, T)
        float[] future = new float[tokens * tokens];
        for (int query = 0; query < tokens; query++) {
            for (int key = query + 1; key < tokens; key++) {
                future[query * tokens + key] = UNSEEN;
            }
        }
        return scope.create(future, new Shape(1, 1, tokens, tokens));
    }

    /** What is added to the scores so that padding is hidden from all. */
    private static NDArray padding(NDArray mask) { // (B, T) → (B, 1, 1, T)
        Shape shape = mask.getShape();
        return mask.mul(-1).add(1).mul(UNSEEN).reshape(shape.get(0), 1, 1, shape.get(1));
    }

    /** An affine map, {@code y = x W + b}: this family stores its matrices as (in, out); bias (out). */
    private record Affine(NDArray weight, NDArray bias) {

        static Affine load(WeightLoader weights, String name, long in, long out) {
            return new Affine(weights.load(name + ".weight", in, out), weights.load(name + ".bias", out));
        }

        NDArray apply(NDArray x) { // (…, in) → (…, out)
            return x.matMul(weight).add(bias);
        }
    }

    /** One decoder layer: normalise, attend, add; normalise, feed forward, add (pre-norm). */
    private record Layer(
            LayerNorm attentionNorm,
            Affine queriesKeysValues,
            Affine attentionOutput,
            int heads,
            NDArray scale,
            LayerNorm feedForwardNorm,
            Affine expand,
            Affine contract) {

        /** The factors of {@link #gelu}: 2 √(2/π), alone and times 0.044715. */
        private static final double GELU_LINEAR = 2 * Math.sqrt(2 / Math.PI);

        private static final float GELU_CUBIC = (float) (0.044715 * GELU_LINEAR);

        static Layer load(WeightLoader weights, String name, Gpt2Config config) {
            int width = config.width();
            LayerNorm attentionNorm = LayerNorm.load(weights, name + ".ln_1", width, config.layerNormEpsilon());
            return new Layer(
                    attentionNorm,
                    Affine.load(weights, name + ".attn.c_attn", width, 3L * width),
                    Affine.load(weights, name + ".attn.c_proj", width, width),
                    config.heads(),
                    DifferentiableAttention.scale(attentionNorm.weight(), width, config.heads()),
                    LayerNorm.load(weights, name + ".ln_2", width, config.layerNormEpsilon()),
                    Affine.load(weights, name + ".mlp.c_fc", width, config.feedForwardWidth()),
                    Affine.load(weights, name + ".mlp.c_proj", config.feedForwardWidth(), width));
        }

        NDArray apply(NDArray x, NDArray mask) { // x (B, T, W), mask (B, 1, T, T) or (1, 1, T, T)
            NDArray attended = x.add(attention(attentionNorm.apply(x), mask));
            return attended.add(contract.apply(gelu(expand.apply(feedForwardNorm.apply(attended)))));
        }

        private NDArray attention(NDArray x, NDArray mask) { // (B, T, W) → (B, T, W)
            long width = x.getShape().get(2);
            NDArray all = queriesKeysValues.apply(x); // (B, T, 3·W)
            NDArray queries = all.get(new NDIndex(":, :, 0:{}", width)); // (B, T, W)
            NDArray keys = all.get(new NDIndex(":, :, {}:{}", width, 2 * width)); // (B, T, W)
            NDArray values = all.get(new NDIndex(":, :, {}:{}", 2 * width, 3 * width)); // (B, T, W)
            return attentionOutput.apply(DifferentiableAttention.attend(queries, keys, values, heads, scale, mask));
        }

        /**
         * The tanh form of GELU (Hendrycks and Gimpel 2016), {@code x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³)))}, written with the
         * sigmoid, since {@code (1 + tanh z) / 2 = σ(2 z)}.
         */
        private static NDArray gelu(NDArray x) {
            // A tensor of this scope and not a plain number: the engine frees a number's memory before the backward
            // pass reads it. (The plain sum is safe, nothing of it is read.)
            NDArray cubic = x.getManager().create(GELU_CUBIC);
            NDArray doubled = x.square().mul(cubic).add(GELU_LINEAR).mul(x);
            return x.mul(doubled.getNDArrayInternal().sigmoid());
        }
    }
}
