package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineThreadsTests {

    private final EngineThreads threads = new EngineThreads(
            new ModelProperties(List.of(), 3, 0, 1, 16, EmbeddingPrecision.AUTO, 0), new HeapTrimming());

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
    void workIsDoneInTheOrderItComes() {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            threads.submit(() -> await(release));
        }
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            threads.submit(() -> done.add(number));
        }
        assertThat(done).isEmpty();
        release.countDown();
        assertThat(threads.call(() -> 1)).isEqualTo(1);
        threads.onEach(() -> {});
        assertThat(done).hasSize(100);
        assertThat(done.peek()).isLessThan(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
