package io.vitrine.encoders;

import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many of the engine's threads share the products that one thread asks for. OpenMP, whose threads they are, has this setting for each
 * thread by itself, and the engine's Java interface for the whole process only: it is set in the native library.
 */
public final class SharedProducts {

    private static final @Nullable MethodHandle SET =
            TorchFunction.find("omp_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    private SharedProducts() {}

    /** As many as share the calling thread's products on the CPU. */
    public static int threads() {
        ComputeDevice.engine(); // has the library loaded
        return JniUtils.getNumThreads();
    }

    /** Does work of the calling thread with so many; with as many as before where the engine was built without OpenMP. */
    public static <T> T among(int threads, Supplier<T> work) {
        if (SET == null || threads == threads()) {
            return work.get();
        }
        int before = threads();
        set(SET, threads);
        try {
            return work.get();
        } finally {
            set(SET, before);
        }
    }

    private static void set(MethodHandle function, int threads) {
        try {
            function.invokeExact(threads);
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }
}
