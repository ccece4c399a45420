package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeapTrimmingTests {

    private final AtomicInteger trimmed = new AtomicInteger();
    private final HeapTrimming trimming = new HeapTrimming(trimmed::incrementAndGet);

    @Test
    void trimsOnceInTheFirstPauseOfBulkWork() {
        trimming.used();
        trimming.look();
        trimming.used();
        trimming.look();
        assertThat(trimmed).hasValue(0);

        trimming.look();
        assertThat(trimmed).hasValue(1);
        trimming.look();
        assertThat(trimmed).hasValue(1);
    }

    @Test
    void hasNothingToTrimBeforeAnyBulkWork() {
        trimming.look();
        trimming.look();

        assertThat(trimmed).hasValue(0);
    }

    @Test
    void isToldOfBulkWorkAndOfModelsThatAreOpenedButNotOfQueries() {
        EngineThreads threads =
                new EngineThreads(new ModelProperties(List.of(), 1, 0, 1, 16, EmbeddingPrecision.AUTO, 0), trimming);
        try {
            threads.submit(() -> {});
            twoLooks();
            assertThat(trimmed).hasValue(0);

            threads.call(() -> 1);
            twoLooks();
            assertThat(trimmed).hasValue(1);

            threads.load(() -> 1);
            twoLooks();
            assertThat(trimmed).hasValue(2);
        } finally {
            threads.destroy();
        }
    }

    private void twoLooks() {
        trimming.look();
        trimming.look();
    }
}
