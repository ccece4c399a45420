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
    /** One for each model and catalogue: that of a new table takes the place of its predecessor's. */
    private final AsyncCache<Place, Copy> copies;

    private final ExecutorService reading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("vectors-in-memory").daemon().factory());

    VectorsInMemory(VectorStore vectors, SearchReads reads, SearchProperties properties) {
        this.vectors = vectors;
        this.reads = reads;
        this.capacity = properties.vectorsInMemory().toBytes();
        this.copies = Caffeine.newBuilder()
                .maximumWeight(capacity / KIBIBYTE)
                .weigher((Place place, Copy copy) ->
                        copy.vectors().map(VectorsInMemory::weight).orElse(1))
                .expireAfterAccess(KEPT)
                .executor(reading)
                .buildAsync();
    }

    private static int weight(VectorMatrix copy) {
        return (int) (copy.bytes() / KIBIBYTE);
    }

    private record Place(String model, String catalogue) {

        static Place of(EmbeddingTable table) {
            return new Place(table.model(), table.catalogue());
        }
    }

    /** @param vectors of the table; none when it is too large for the memory */
    private record Copy(long table, Optional<VectorMatrix> vectors) {}

    /** The copy of a table, if there is one yet. */
    Optional<VectorMatrix> of(EmbeddingTable table) {
        if (capacity == 0) {
            return Optional.empty();
        }
        CompletableFuture<Copy> future = copies.get(Place.of(table), place -> read(table));
        if (!future.isDone() || future.isCompletedExceptionally()) {
            return Optional.empty();
        }
        Copy copy = future.join();
        if (copy.table() < table.id() && copies.synchronous().asMap().remove(Place.of(table), copy)) {
            return of(table);
        }
        return copy.table() == table.id() ? copy.vectors() : Optional.empty();
    }

    private Copy read(EmbeddingTable table) {
        return new Copy(table.id(), reads.read(() -> vectors.copy(table, capacity)));
    }

    /** Has a table read again whose copy turned out to be outdated. */
    void renew(EmbeddingTable table, VectorMatrix outdated) {
        if (outdated.reading().isRested()) {
            copies.synchronous().asMap().remove(Place.of(table), new Copy(table.id(), Optional.of(outdated)));
            of(table);
        }
    }

    @Override
    public void destroy() {
        reading.shutdown();
    }
}
