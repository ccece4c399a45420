package io.vitrine.models;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The only threads that run the engine: few, of the platform, and for the life of the process, because every new thread costs
 * libtorch native memory that it never gives back.
 */
@Component
final class EngineThreads implements DisposableBean {

    private static final long RETRY_MILLIS = 50;

    private final ThreadPoolExecutor threads;
    /** Opening a model takes seconds, for which no query should wait. */
    private final ExecutorService loading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("engine-loading").daemon().factory());

    private final int waitingCalls;

    EngineThreads(ModelProperties properties, MeterRegistry meters) {
        waitingCalls = properties.waitingCalls();
        threads = new ThreadPoolExecutor(
                properties.engineThreads(),
                properties.engineThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waitingCalls),
                Thread.ofPlatform().name("engine-", 0).daemon().factory());
        Gauge.builder("vitrine.engine.waiting", this, EngineThreads::waiting)
                .description("Calls that wait for a thread of the engine")
                .baseUnit("calls")
                .register(meters);
    }

    /** How many calls wait for a thread. */
    int waiting() {
        return threads.getQueue().size();
    }

    /**
     * Runs the work on an engine thread and waits for it.
     *
     * @throws EngineOverloaded when too many calls wait already
     */
    <T> T call(Callable<T> work) {
        try {
            return await(threads.submit(work));
        } catch (RejectedExecutionException full) {
            throw new EngineOverloaded(waitingCalls);
        }
    }

    /** As {@link #call}, but waits for a place in the queue. */
    <T> T callPatiently(Callable<T> work) {
        return await(submitPatiently(work));
    }

    private <T> Future<T> submitPatiently(Callable<T> work) {
        while (true) {
            try {
                return threads.submit(work);
            } catch (RejectedExecutionException full) {
                if (threads.isShutdown()) {
                    throw full;
                }
                pause();
            }
        }
    }

    /** Runs the work once on every engine thread, and waits until all have done it. */
    void onEach(Runnable work) {
        int count = threads.getCorePoolSize();
        CountDownLatch arrived = new CountDownLatch(count);
        Callable<Void> once = () -> {
            arrived.countDown();
            arrived.await(); // a thread that has done its part must not take another's
            work.run();
            return null;
        };
        List<Future<Void>> parts =
                IntStream.range(0, count).mapToObj(i -> submitPatiently(once)).toList();
        parts.forEach(EngineThreads::await);
    }

    /** Opens a model on a thread of its own. */
    <T> T load(Callable<T> work) {
        return await(loading.submit(work));
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The engine failed", failure.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the engine", interrupted);
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
        loading.shutdown();
    }
}
