package io.vitrine.encoders;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Whether a GPU multiplies and convolves float32 with its matrix units, for the whole process: they round factors to TF32, which has
 * float32's range and 10 bits of precision, and sum in float32. Vectors are computed without them, so that they are those of the CPU;
 * a training gains more from their speed than it loses. The engine's own choice is neither: products without, convolutions with them.
 */
final class MatrixUnits {

    private static final MethodHandle CONTEXT =
            TorchFunction.of("_ZN2at13globalContextEv", FunctionDescriptor.of(ValueLayout.ADDRESS));
    private static final MethodHandle PRODUCTS = allowing("_ZN2at7Context18setAllowTF32CuBLASEb");
    private static final MethodHandle CONVOLUTIONS = allowing("_ZN2at7Context17setAllowTF32CuDNNEb");

    static {
        allow(false);
    }

    private MatrixUnits() {}

    /** Leaves them unused, unless a training uses them now. Changes nothing on the CPU. */
    static void rest() {
        // the class has been initialised, which does it once
    }

    /** Uses them until the result is closed. */
    static MatrixProducts.Restoration use() {
        allow(true);
        return () -> allow(false);
    }

    private static MethodHandle allowing(String symbol) {
        return TorchFunction.of(symbol, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_BOOLEAN));
    }

    private static void allow(boolean allowed) {
        try {
            MemorySegment context = (MemorySegment) CONTEXT.invokeExact();
            PRODUCTS.invokeExact(context, allowed);
            CONVOLUTIONS.invokeExact(context, allowed);
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }
}
