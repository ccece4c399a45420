package io.vitrine.encoders.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head scaled dot-product attention (Vaswani et al. 2017), {@code softmax(QKᵀ/√D + mask) V}, and its output map.
 *
 * <p>B batch, T tokens, W width, H heads, D = W / H width of a head.
 */
public record Attention(Linear query, Linear key, Linear value, Linear output, int heads, NDArray scale) {

    public Attention(Linear query, Linear key, Linear value, Linear output, int heads) {
        this(
                query,
                key,
                value,
                output,
                heads,
                scale(query.weight(), query.weight().getShape().get(0), heads));
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

    /**
     * Attends.
     *
     * @param x (B, T, W)
     * @param mask added to the scores, (B, 1, 1, T) or (B, 1, T, T): 0 where a token may be seen, very negative where not;
     *     null when every token may see every other
     * @return (B, T, W)
     */
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
