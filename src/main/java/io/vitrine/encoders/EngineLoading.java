package io.vitrine.encoders;

import ai.djl.engine.Engine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Loads the engine once: when it is first used, or before, beside whatever else a start has to do. */
public final class EngineLoading {

    private static final FutureTask<Engine> ENGINE = new FutureTask<>(EngineLoading::load);

    private EngineLoading() {}

    /** Begins on a thread of its own; whoever uses the engine waits for the rest, and is told what went wrong. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("engine-start").start(ENGINE);
    }

    private static Engine load() {
        NativeLibrary.requireFitting(System.getenv(NativeLibrary.VARIABLE));
        return Engine.getEngine("PyTorch");
    }

    /** @throws UnusableEngineException when another native library is installed than fits */
    static Engine engine() {
        ENGINE.run(); // without effect once it has begun
        try {
            return ENGINE.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EncoderException("Interrupted while the engine is loaded", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new EncoderException("The engine cannot be loaded", failure);
        }
    }
}
