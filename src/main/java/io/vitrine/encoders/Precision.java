package io.vitrine.encoders;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * In which precision weight matrices are multiplied by: by the calling thread while it learns (Micikevicius et al. 2017, Mixed Precision
 * Training), or by an encoder that only embeds, which keeps its weights so. Sums, normalisations, attention and everything else stay
 * float32 either way, and so do the weights that are learned.
 */
public enum Precision {

    /** Every number is a float32; a GPU's matrix units read the factors of a training's products as TF32. */
    @JsonProperty("float32")
    FLOAT32,

    /**
     * Factors, products and the gradients of both are rounded to bfloat16, which has float32's range and 8 bits of precision; the sums within a
     * product are float32. Much faster where the processor multiplies bfloat16.
     */
    @JsonProperty("bfloat16")
    BFLOAT16;

    private static final ThreadLocal<Precision> CURRENT = ThreadLocal.withInitial(() -> FLOAT32);

    /** Switches the calling thread until the result is closed. */
    public MatrixProducts.Restoration use() {
        Precision before = CURRENT.get();
        CURRENT.set(this);
        return () -> CURRENT.set(before);
    }

    /** What embeds fastest with hardly another result: bfloat16 on a processor that multiplies it, float32 on all others. */
    public static Precision forEmbedding(ComputeDevice device) {
        return !device.isGpu() && Processor.multipliesBfloat16() ? BFLOAT16 : FLOAT32;
    }

    /** The same numbers in this precision, to be multiplied by with {@link #rounded}; the array itself when that is its own. */
    public NDArray of(NDArray array) {
        return this == FLOAT32 ? array : FusedOperators.bfloat16(array);
    }

    /** {@code x Wᵀ + b} with a weight in bfloat16: x (…, in), weight (out, in), bias (out) → float32 (…, out). */
    public static NDArray rounded(NDArray x, NDArray weight, NDArray bias) {
        try (NDArray product = Autocast.linear(x, weight)) {
            return product.add(bias); // bfloat16 and float32 make float32
        }
    }

    /** {@code x Wᵀ + b} in the calling thread's precision: x (…, in), weight (out, in), bias (out) → float32 (…, out). */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        if (CURRENT.get() == FLOAT32) {
            return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
        }
        return rounded(x, weight, bias);
    }

    /** The engine's autocast, which its Java interface lacks: a switch of the calling thread, so that it is set in the native library. */
    private static final class Autocast {

        /** The value of {@code c10::ScalarType}. */
        private static final int BFLOAT16 = 15;

        private static final MethodHandle ENABLE = TorchFunction.of(
                "_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb",
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BOOLEAN));
        private static final MethodHandle TYPE = TorchFunction.of(
                "_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE",
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_BYTE, ValueLayout.JAVA_BYTE));
        private static final MethodHandle CACHE = TorchFunction.of(
                "_ZN2at8autocast26set_autocast_cache_enabledEb", FunctionDescriptor.ofVoid(ValueLayout.JAVA_BOOLEAN));

        static NDArray linear(NDArray x, NDArray weight) {
            byte device = device(x.getDevice());
            enable(device, true);
            try {
                return x.getNDArrayInternal().linear(x, weight, null).singletonOrThrow();
            } finally {
                enable(device, false);
            }
        }

        private static void enable(byte device, boolean enabled) {
            try {
                TYPE.invokeExact(device, (byte) BFLOAT16);
                CACHE.invokeExact(false); // it would keep copies of weights that the next step changes
                ENABLE.invokeExact(device, enabled);
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }

        /** The value of {@code c10::DeviceType}. */
        private static byte device(Device device) {
            return (byte) (device.isGpu() ? 1 : 0);
        }
    }
}
