package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vitrine.models.QueryCache.Shelf;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QueryCacheTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void openingsOfModelsNeverSeeEachOthersVectors() {
        QueryCache cache = cache(10);
        Shelf before = cache.open();
        Shelf after = cache.open();
        before.put("red", new float[] {1});
        after.put("red", new float[] {2});
        assertThat(before.get("red")).containsExactly(1);
        assertThat(after.get("red")).containsExactly(2);
        before.close();
        assertThat(before.get("red")).isNull();
        assertThat(after.get("red")).containsExactly(2);
    }

    @Test
    void textsAreTheSameOnlyToTheLetter() {
        Shelf shelf = cache(10).open();
        shelf.put("red", new float[] {1});
        assertThat(shelf.get("Red")).isNull();
        assertThat(shelf.get("red ")).isNull();
    }

    @Test
    void aCallerMayChangeWhatItGot() {
        Shelf shelf = cache(10).open();
        float[] made = {1};
        shelf.put("red", made);
        made[0] = 5;
        Objects.requireNonNull(shelf.get("red"))[0] = 6;
        assertThat(shelf.get("red")).containsExactly(1);
    }

    @Test
    void holdsNoMoreThanItMayAndCountsHitsAndMisses() {
        Shelf shelf = cache(10).open();
        for (int i = 0; i < 1000; i++) {
            shelf.put("text " + i, new float[] {i});
        }
        shelf.get("unknown");
        long kept = 0;
        for (int i = 0; i < 1000; i++) {
            kept += shelf.get("text " + i) == null ? 0 : 1;
        }
        assertThat(kept).isBetween(1L, 10L);
        assertThat(gets("hit")).isEqualTo(kept);
        assertThat(gets("miss")).isEqualTo(1001 - kept);
        assertThat(meters.get("cache.size")
                        .tag("cache", "query-vectors")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void keepsNothingWhenItHasNoRoom() {
        Shelf shelf = cache(0).open();
        shelf.put("red", new float[] {1});
        assertThat(shelf.get("red")).isNull();
    }

    private double gets(String result) {
        return meters.get("cache.gets")
                .tags("cache", "query-vectors", "result", result)
                .functionCounter()
                .count();
    }

    private QueryCache cache(int size) {
        return new QueryCache(new ModelProperties(List.of(), 1, 0, 1, 1, EmbeddingPrecision.AUTO, size), meters);
    }
}
