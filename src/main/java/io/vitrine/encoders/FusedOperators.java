package io.vitrine.encoders;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Operators of the engine that its Java interface lacks, for towers that only embed on a CPU: each does in one pass over memory what the plain
 * ones take several for. They have no gradients.
 *
 * <p>B batch, T tokens, W width, H heads, D = W / H width of a head.
 */
public final class FusedOperators {

    private static final int PROBE = 64;

    private static final Map<Precision, Boolean> WORK = new ConcurrentHashMap<>();

    private FusedOperators() {}

    /**
     * Whether they work here with weights of a precision: in a library from 2.7 on that was built with oneDNN, on a processor for which
     * that multiplies such weights.
     */
    static boolean workIn(Precision precision) {
        return WORK.computeIfAbsent(precision, FusedOperators::multiplies);
    }

    private static boolean multiplies(Precision precision) {
        return TorchFunction.isThere(TorchInterface.LINEAR)
                && TorchFunction.isThere(TorchInterface.DISPATCH)
                && OwnThread.run(() -> maps(precision));
    }

    /** Maps ones by the identity. */
    private static boolean maps(Precision precision) {
        try (NDManager scope = ComputeDevice.engine().newBaseManager(Device.cpu())) {
            NDArray weight = packed(precision.of(scope.eye(PROBE)));
            NDArray mapped = linear(scope.ones(new Shape(2, PROBE)), weight, scope.zeros(new Shape(PROBE)));
            float[] numbers = mapped.add(scope.zeros(new Shape(PROBE))).toFloatArray(); // float32, which Java can read
            return IntStream.range(0, numbers.length).allMatch(i -> numbers[i] == 1);
        } catch (EncoderException refused) {
            return false;
        }
    }

    /**
     * A weight in the layout that oneDNN multiplies by fastest, good for {@link #linear} alone.
     *
     * @param weight (out, in), float32 or bfloat16; stays as it is
     * @throws EncoderException when this processor does not multiply that type
     */
    public static NDArray packed(NDArray weight) {
        return beside(weight, TorchInterface.Fused.packed(handle(weight)));
    }

    /**
     * An affine map.
     *
     * @param x (…, in); rounded if its type is not the weight's
     * @param weight (out, in), as {@link #packed} made it
     * @param bias float32 (out)
     * @return (…, out) of the weight's type
     */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return mapped(x, weight, bias, false);
    }

    /** The same and then the exact (erf) GELU. */
    public static NDArray linearGelu(NDArray x, NDArray weight, NDArray bias) {
        return mapped(x, weight, bias, true);
    }

    private static NDArray mapped(NDArray x, NDArray weight, NDArray bias, boolean gelu) {
        int type = TorchInterface.type(handle(weight));
        if (TorchInterface.type(handle(x)) == type) {
            return beside(x, TorchInterface.Fused.linear(handle(x), handle(weight), handle(bias), gelu));
        }
        try (NDArray rounded = converted(x, type)) {
            return beside(x, TorchInterface.Fused.linear(handle(rounded), handle(weight), handle(bias), gelu));
        }
    }

    /**
     * Attention, {@code softmax(QKᵀ/√D + mask) V}, which never writes down all scores (Dao et al. 2022).
     *
     * @param projected queries, keys and values beside each other, (B, T, 3 W)
     * @param mask float32, added to the scores, (B, 1, 1, T) or (B, 1, T, T); null for none
     * @return (B, T, W) of the same type
     */
    public static NDArray attention(NDArray projected, int heads, @Nullable NDArray mask) {
        Shape shape = projected.getShape();
        long batch = shape.get(0);
        long tokens = shape.get(1);
        long width = shape.get(2) / 3;
        long[] parts = {batch, heads, tokens, width / heads}; // (B, H, T, D)
        long[] strides = {3 * width * tokens, width / heads, 3 * width, 1};
        try (NDArray queries = view(projected, parts, strides, 0);
                NDArray keys = view(projected, parts, strides, width);
                NDArray values = view(projected, parts, strides, 2 * width)) {
            long[] made = TorchInterface.Fused.attention(
                    handle(queries), handle(keys), handle(values), mask == null ? 0 : handle(mask));
            try (NDArray attended = beside(projected, made[0]); // in memory it lies as (B, T, H, D)
                    NDArray logarithms = beside(projected, made[1])) {
                return view(attended, new long[] {batch, tokens, width}, new long[] {tokens * width, width, 1}, 0);
            }
        }
    }

    /** The same numbers rounded to bfloat16, on any device. */
    static NDArray bfloat16(NDArray x) {
        return converted(x, TorchInterface.BFLOAT16);
    }

    private static NDArray converted(NDArray x, int type) {
        boolean gpu = x.getDevice().isGpu();
        long[] shape = x.getShape().getShape();
        NDArray converted = beside(
                x,
                TorchInterface.empty(
                        shape, type, gpu ? 1 : 0, gpu ? x.getDevice().getDeviceId() : 0));
        TorchInterface.copy(handle(converted), handle(x));
        return converted;
    }

    private static NDArray view(NDArray whole, long[] shape, long[] strides, long offset) {
        return beside(whole, TorchInterface.view(handle(whole), shape, strides, offset));
    }

    private static long handle(NDArray array) {
        return ((PtNDArray) array).getHandle();
    }

    private static NDArray beside(NDArray other, long handle) {
        return new PtNDArray((PtNDManager) other.getManager(), handle);
    }
}
