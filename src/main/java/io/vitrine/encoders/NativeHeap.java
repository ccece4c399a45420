package io.vitrine.encoders;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C library's heap, where the engine's tensors live on the CPU. Where it is set up to keep what is freed, which saves a training a
 * fifth of its time ({@code src/docs/experiments.md}), the system gets memory back only when it is told to.
 */
public final class NativeHeap {

    /** glibc's own; other C libraries have none. */
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(function -> Linker.nativeLinker()
                    .downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

    private NativeHeap() {}

    /** Gives back to the system what is free; without effect where the C library cannot. */
    public static void trim() {
        if (TRIM.isEmpty()) {
            return;
        }
        try {
            int unused = (int) TRIM.get().invokeExact(0L);
        } catch (Throwable failure) {
            throw new EncoderException("malloc_trim cannot be called", failure);
        }
    }
}
