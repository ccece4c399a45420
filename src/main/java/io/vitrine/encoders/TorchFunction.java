package io.vitrine.encoders;

import ai.djl.pytorch.jni.LibUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of the engine's own library, for the switches that its Java interface lacks. */
final class TorchFunction {

    private TorchFunction() {}

    /**
     * A handle to a function.
     *
     * @param symbol its mangled name
     * @throws EncoderException when the engine's library has no such function
     */
    static MethodHandle of(String symbol, FunctionDescriptor type) {
        MethodHandle found = find(symbol, type);
        if (found == null) {
            throw new EncoderException("The engine's library " + library() + " has no function " + symbol);
        }
        return found;
    }

    /** A handle to a function; null when the engine's library has no such function. */
    static @Nullable MethodHandle find(String symbol, FunctionDescriptor type) {
        return address(symbol)
                .map(function -> Linker.nativeLinker().downcallHandle(function, type))
                .orElse(null);
    }

    /** Whether the engine's library has a function. */
    static boolean isThere(String symbol) {
        return address(symbol).isPresent();
    }

    private static Optional<MemorySegment> address(String symbol) {
        ComputeDevice.engine(); // has the library loaded
        return SymbolLookup.libraryLookup(library(), Arena.global()).find(symbol);
    }

    private static Path library() {
        return Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    }

    /** Why a call could not be made. */
    static EncoderException failure(Throwable cause) {
        if (cause instanceof EncoderException told) {
            return told;
        }
        return new EncoderException("A function of the engine's library cannot be called", cause);
    }
}
