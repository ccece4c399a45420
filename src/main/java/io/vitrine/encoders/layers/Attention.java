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
public record Attention(Linear query, Linear key, Linear value, Linear output, int heads) {

    public Attention {
        long width = query.weight().getShape().get(0);
        if (heads < 1 || width % heads != 0) {
            throw new EncoderException("A width of " + width + " cannot be divided among " + heads + " heads");
        }
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
        return output.apply(attend(query.apply(x), key.apply(x), value.apply(x), heads, mask));
    }

    /**
     * The attention alone, without the maps before and after it.
     *
     * @param query (B, T, W), as {@code key} and {@code value}
     * @return (B, T, W)
     */
    public static NDArray attend(NDArray query, NDArray key, NDArray value, int heads, @Nullable NDArray mask) {
        // A tensor of this scope and not a plain number: the engine frees a number's memory before the backward pass
        // reads it.
        double headWidth = (double) query.getShape().get(2) / heads;
        NDArray scale = query.getManager().create((float) (1 / Math.sqrt(headWidth)));
        NDArray queries = split(query.mul(scale), heads); // (B, H, T, D)
        NDArray keys = split(key, heads).transpose(0, 1, 3, 2); // (B, H, D, T)
        NDArray scores = queries.matMul(keys); // (B, H, T, T)
        NDArray shares = (mask == null ? scores : scores.add(mask)).softmax(-1); // (B, H, T, T)
        return join(shares.matMul(split(value, heads))); // (B, T, W)
    }

    private static NDArray split(NDArray x, int heads) { // (B, T, W) → (B, H, T, D)
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    private static NDArray join(NDArray x) { // (B, H, T, D) → (B, T, W)
        Shape shape = x.getShape();
        return x.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
    }
}
