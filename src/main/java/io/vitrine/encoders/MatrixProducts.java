package io.vitrine.encoders;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the engine's two libraries multiplies matrices on the CPU, for the whole process.
 *
 * <p>MKL is the engine's own choice; oneDNN was the faster one in training on an AMD processor ({@code src/docs/experiments.md}).
 * The engine takes oneDNN when the precision of its matrix products is set to "medium", a switch that its Java interface lacks: it is
 * set in the native library.
 */
public enum MatrixProducts {

    /** MKL: float32 throughout. */
    MKL(0),

    /** oneDNN: float32 as well, but factors are rounded to bfloat16 where the processor has tiles for it (AMX). */
    ONEDNN(2);

    /** So large that the engine does not multiply by itself. */
    private static final int FACTORS = 64;

    private static final Shape PROBE = new Shape(FACTORS, FACTORS);

    /** Has 13 bits. */
    private static final float FINE = 1 + 0x1p-12f;

    /** The value of {@code at::Float32MatmulPrecision}. */
    private final int precision;

    MatrixProducts(int precision) {
        this.precision = precision;
    }

    /** Back to what was before. */
    public interface Restoration extends AutoCloseable {
        @Override
        void close();
    }

    /** Switches until the result is closed. An installed library of another version may lack the switch: it goes on as it is. */
    public Restoration use() {
        if (!Switch.isThere()) {
            return () -> {};
        }
        int before = Switch.precision();
        Switch.set(precision);
        return () -> Switch.set(before);
    }

    /**
     * Switches until the result is closed to what learns fastest on a device: oneDNN on the CPU, on a GPU its matrix units, which round
     * factors to TF32.
     */
    public static Restoration forLearning(ComputeDevice device) {
        return device.isGpu() ? MatrixUnits.use() : ONEDNN.use();
    }

    /**
     * Switches the process to the faster library of those that keep float32 here, for embedding: oneDNN, unless this processor has it
     * round. On a GPU neither multiplies, and the switch would have the GPU round.
     */
    public static void choose(ComputeDevice device) {
        if (!device.isGpu() && Switch.isThere() && OwnThread.run(() -> keepsFloat32(ONEDNN))) {
            Switch.set(ONEDNN.precision);
        }
    }

    /** Multiplies a number that bfloat16 does not have by ones. */
    private static boolean keepsFloat32(MatrixProducts products) {
        try (Restoration chosen = products.use();
                NDManager scope = ComputeDevice.engine().newBaseManager(Device.cpu())) {
            NDArray fine = scope.ones(PROBE).mul(FINE);
            return fine.matMul(scope.eye(FACTORS)).getFloat(0, 0) == FINE;
        }
    }

    /** What multiplies now. */
    static MatrixProducts current() {
        return Switch.precision() == ONEDNN.precision ? ONEDNN : MKL;
    }

    /** The precision of the engine's global context. */
    private static final class Switch {

        private static final MethodHandle CONTEXT =
                TorchFunction.of("_ZN2at13globalContextEv", FunctionDescriptor.of(ValueLayout.ADDRESS));
        private static final MethodHandle GET = TorchFunction.of(
                "_ZNK2at7Context22float32MatmulPrecisionEv",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        private static final @Nullable MethodHandle SET = TorchFunction.find(
                "_ZN2at7Context25setFloat32MatmulPrecisionENS_22Float32MatmulPrecisionE",
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

        static boolean isThere() {
            return SET != null;
        }

        static int precision() {
            try {
                return (int) GET.invokeExact((MemorySegment) CONTEXT.invokeExact());
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }

        static void set(int precision) {
            try {
                Objects.requireNonNull(SET).invokeExact((MemorySegment) CONTEXT.invokeExact(), precision);
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }
    }
}
