package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineThreadsTests {

    private final EngineThreads threads =
            new EngineThreads(new ModelProperties(List.of(), 3, 1, 16), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        threads.destroy();
    }

    @Test
    void eachThreadDoesItsPartOnce() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        AtomicInteger parts = new AtomicInteger();
        threads.onEach(() -> {
            names.add(Thread.currentThread().getName());
            parts.incrementAndGet();
        });
        assertThat(names).hasSize(3).allMatch(name -> name.startsWith("engine-"));
        assertThat(parts).hasValue(3);
    }

    @Test
    void whatFailsOnAThreadFailsForTheCaller() {
        assertThatThrownBy(() -> threads.onEach(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
    }

    @Test
    void aCallIsRefusedOnceTheQueueIsFull() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch working = new CountDownLatch(3);
        List<Future<Void>> held = List.of(hold(working, release), hold(working, release), hold(working, release));
        working.await();
        FutureTask<Integer> waits = started(() -> threads.call(() -> 1));
        while (threads.waiting() < 1) {
            Thread.sleep(1);
        }
        assertThatThrownBy(() -> threads.call(() -> 2)).isInstanceOf(EngineOverloaded.class);
        release.countDown();
        assertThat(waits.get()).isEqualTo(1);
        for (Future<Void> each : held) {
            each.get();
        }
    }

    private Future<Void> hold(CountDownLatch working, CountDownLatch release) {
        return started(() -> threads.call(() -> {
            working.countDown();
            release.await();
            return null;
        }));
    }

    private static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
