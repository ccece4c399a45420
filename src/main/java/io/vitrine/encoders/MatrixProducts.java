package io.vitrine.encoders;

import ai.djl.pytorch.jni.LibUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

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

    private static final String CONTEXT = "_ZN2at13globalContextEv";
    private static final String GET = "_ZNK2at7Context22float32MatmulPrecisionEv";
    private static final String SET = "_ZN2at7Context25setFloat32MatmulPrecisionENS_22Float32MatmulPrecisionE";

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

    /**
     * Switches until the result is closed.
     *
     * @throws EncoderException when the engine's library has no such switch
     */
    public Restoration use() {
        int before = precision();
        set(precision);
        return () -> set(before);
    }

    /** What multiplies now. */
    static MatrixProducts current() {
        return precision() == ONEDNN.precision ? ONEDNN : MKL;
    }

    private static int precision() {
        return call(GET, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    private static void set(int precision) {
        call(SET, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT), precision);
    }

    /** Calls a method of the engine's global context; 0 from one that returns nothing. */
    private static int call(String method, FunctionDescriptor type, Object... arguments) {
        ComputeDevice.engine(); // has the library loaded
        Path library = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup torch = SymbolLookup.libraryLookup(library, arena);
            MethodHandle context = Linker.nativeLinker()
                    .downcallHandle(torch.findOrThrow(CONTEXT), FunctionDescriptor.of(ValueLayout.ADDRESS));
            MethodHandle handle = Linker.nativeLinker()
                    .downcallHandle(torch.findOrThrow(method), type)
                    .bindTo((MemorySegment) context.invokeExact());
            Object result = handle.invokeWithArguments(arguments);
            return result == null ? 0 : (int) result;
        } catch (Throwable failure) {
            throw new EncoderException(
                    "The engine's library " + library + " takes no choice of matrix products", failure);
        }
    }
}
