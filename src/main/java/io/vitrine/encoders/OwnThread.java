package io.vitrine.encoders;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Multiplies on a thread that ends. The engine keeps a team of threads for every thread that has multiplied, until that ends. Once the
 * teams together have more threads than there are processors, none of them waits actively for its next part any more, and one short text
 * takes twice as long.
 */
final class OwnThread {

    private OwnThread() {}

    /** What the work gives; what it throws comes out as it is. */
    static <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().name("engine-once").start(task);
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EncoderException("Interrupted while the engine multiplies", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new EncoderException("The engine cannot multiply", failure);
        }
    }
}
