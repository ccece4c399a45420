package io.vitrine.models;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The only threads that run the engine: few, of the platform, and for the life of the process, because every new thread costs
 * libtorch native memory that it never gives back.
 *
 * <p>Work is done in the order it comes. Its number is bounded by those who bring it: a job brings one batch at a time, and so do
 * all callers of a model's tower together ({@link Batcher}). Each gets its turn, and none starves another.
 */
@Component
final class EngineThreads implements DisposableBean {

    private final ThreadPoolExecutor threads;
    /** Opening a model takes seconds, for which no query should wait. */
    private final ExecutorService loading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("engine-loading").daemon().factory());

    private final HeapTrimming heap;

    EngineThreads(ModelProperties properties, HeapTrimming heap) {
        this.heap = heap;
        threads = new ThreadPoolExecutor(
                properties.engineThreads(),
                properties.engineThreads(),
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("engine-", 0).daemon().factory());
    }

    /** Lets an engine thread do the work when its turn comes. */
    void submit(Runnable work) {
        threads.execute(work);
    }

    /** Runs bulk work on an engine thread and waits for it, as long as it takes. */
    <T> T call(Callable<T> work) {
        heap.used();
        return await(threads.submit(work));
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
                IntStream.range(0, count).mapToObj(i -> threads.submit(once)).toList();
        parts.forEach(EngineThreads::await);
    }

    /** Opens a model on a thread of its own. */
    <T> T load(Callable<T> work) {
        heap.used();
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

    @Override
    public void destroy() {
        threads.shutdown();
        loading.shutdown();
    }
}
