package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.weights.WeightLoader;
import org.jspecify.annotations.Nullable;

/**
 * Attention of the engine's plain operators, which have gradients.
 *
 * <p>B batch, T tokens, W width, H heads, D = W / H width of a head.
 */
public record DifferentiableAttention(Linear query, Linear key, Linear value, Linear output, int heads, NDArray scale)
        implements Attention {

    static DifferentiableAttention load(WeightLoader weights, String projections, String output, int width, int heads) {
        Linear query = Linear.load(weights, projections + QUERY, width, width);
        return new DifferentiableAttention(
                query,
                Linear.load(weights, projections + KEY, width, width),
                Linear.load(weights, projections + VALUE, width, width),
                Linear.load(weights, output, width, width),
                heads,
                scale(query.weight(), width, heads));
    }

    /**
     * What queries are multiplied by, 1/√D, made once beside the weights: a tensor and not a plain number, whose memory the engine frees
     * before the backward pass reads it.
     */
    public static NDArray scale(NDArray beside, long width, int heads) {
        if (heads < 1 || width % heads != 0) {
            throw new EncoderException("A width of " + width + " cannot be divided among " + heads + " heads");
        }
        return beside.getManager().create((float) (1 / Math.sqrt((double) width / heads)));
    }

    @Override
    public NDArray apply(NDArray x, @Nullable NDArray mask) {
        return output.apply(attend(query.apply(x), key.apply(x), value.apply(x), heads, scale, mask));
    }

    /**
     * The attention alone, without the maps before and after it.
     *
     * @param query (B, T, W), as {@code key} and {@code value}
     * @param scale what {@link #scale} made
     * @return (B, T, W)
     */
    public static NDArray attend(
            NDArray query, NDArray key, NDArray value, int heads, NDArray scale, @Nullable NDArray mask) {
        Shape whole = query.getShape(); // (B, T, W)
        Shape parts = new Shape(whole.get(0), whole.get(1), heads, whole.get(2) / heads); // (B, T, H, D)
        NDArray queries = query.mul(scale).reshape(parts).transpose(0, 2, 1, 3); // (B, H, T, D)
        NDArray keys = key.reshape(parts).transpose(0, 2, 3, 1); // (B, H, D, T)
        NDArray values = value.reshape(parts).transpose(0, 2, 1, 3); // (B, H, T, D)
        NDArray scores = queries.matMul(keys); // (B, H, T, T)
        NDArray shares = (mask == null ? scores : scores.add(mask)).softmax(-1); // (B, H, T, T)
        return shares.matMul(values).transpose(0, 2, 1, 3).reshape(whole); // (B, T, W)
    }
}
