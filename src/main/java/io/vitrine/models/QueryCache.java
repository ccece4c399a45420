package io.vitrine.models;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The vectors of the texts that were asked for most and last. Each opening of a model has a shelf of its own, so that no vector
 * can outlive the weights that made it, even if another version gets the same name.
 */
@Component
final class QueryCache {

    private final Cache<Key, float[]> vectors;
    private final AtomicLong openings = new AtomicLong();

    QueryCache(ModelProperties properties, MeterRegistry meters) {
        vectors = CaffeineCacheMetrics.monitor(
                meters,
                Caffeine.newBuilder()
                        .maximumSize(properties.cachedTexts())
                        .executor(Runnable::run) // what is too much leaves at once
                        .recordStats()
                        .build(),
                "query-vectors");
    }

    Shelf open() {
        return new Shelf(openings.incrementAndGet());
    }

    private record Key(long opening, String text) {}

    /** What one opening of a model has made. */
    final class Shelf {

        private final long opening;

        private Shelf(long opening) {
            this.opening = opening;
        }

        /** The vector of exactly this text, for the caller to keep; null when it is not known. */
        float @Nullable [] get(String text) {
            float[] vector = vectors.getIfPresent(new Key(opening, text));
            return vector == null ? null : vector.clone();
        }

        void put(String text, float[] vector) {
            vectors.put(new Key(opening, text), vector.clone());
        }

        void close() {
            vectors.asMap().keySet().removeIf(key -> key.opening() == opening);
        }
    }
}
