package io.vitrine.search;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.database.SearchReads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Copies of the tables of vectors that were searched last, as many as there is memory for. A copy is read in the background and may be
 * outdated: who uses it has the database check in the same statement that reads the scores.
 */
@Component
class VectorsInMemory implements DisposableBean {

    private static final Duration KEPT = Duration.ofHours(1);

    private static final int KIBIBYTE = 1024;

    private final VectorStore vectors;
    private final SearchReads reads;
    private final long capacity;
    /** By table; without a copy for one that is too large for the memory. */
    private final AsyncCache<Long, Optional<VectorMatrix>> copies;

    private final ExecutorService reading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("vectors-in-memory").daemon().factory());

    VectorsInMemory(VectorStore vectors, SearchReads reads, SearchProperties properties) {
        this.vectors = vectors;
        this.reads = reads;
        this.capacity = properties.vectorsInMemory().toBytes();
        this.copies = Caffeine.newBuilder()
                .maximumWeight(capacity / KIBIBYTE)
                .weigher((Long table, Optional<VectorMatrix> copy) ->
                        copy.map(VectorsInMemory::weight).orElse(1))
                .expireAfterAccess(KEPT)
                .executor(reading)
                .buildAsync();
    }

    private static int weight(VectorMatrix copy) {
        return (int) (copy.bytes() / KIBIBYTE);
    }

    /** The copy of a table, if there is one yet. */
    Optional<VectorMatrix> of(EmbeddingTable table) {
        if (capacity == 0) {
            return Optional.empty();
        }
        CompletableFuture<Optional<VectorMatrix>> copy =
                copies.get(table.id(), id -> reads.read(() -> vectors.copy(table, capacity)));
        return copy.isDone() && !copy.isCompletedExceptionally() ? copy.join() : Optional.empty();
    }

    /** Has a table read again whose copy turned out to be outdated. */
    void renew(EmbeddingTable table, VectorMatrix outdated) {
        if (outdated.reading().isRested()) {
            copies.synchronous().asMap().remove(table.id(), Optional.of(outdated));
            of(table);
        }
    }

    @Override
    public void destroy() {
        reading.shutdown();
    }
}
