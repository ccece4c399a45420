package io.vitrine.search;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.database.SearchReads;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Which products of a copy pass filters, kept for filters whose products do not lie among the nearest. A mask is read in the background
 * and may be outdated: who uses it has the database check that the catalogue has not been changed, in the statement that reads the scores.
 */
@Component
class FilterMasks implements DisposableBean {

    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 32 << 20;

    private final PassingProducts products;
    private final SearchReads reads;
    private final AsyncCache<Question, Mask> masks;

    private final ExecutorService reading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("filter-masks").daemon().factory());

    /** @param changes of the table when the copy was read whose positions a mask is of */
    private record Question(long table, long changes, Filters filters) {}

    /**
     * The answer at one moment.
     *
     * @param positions in the copy
     * @param revision of the catalogue
     */
    record Mask(BitSet positions, long revision, Reading reading) {}

    FilterMasks(PassingProducts products, SearchReads reads) {
        this.products = products;
        this.reads = reads;
        this.masks = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((Question question, Mask mask) -> mask.positions().size() / Byte.SIZE)
                .expireAfterAccess(UNUSED)
                .executor(reading)
                .buildAsync();
    }

    /** The mask, if it has been read. */
    Optional<Mask> of(EmbeddingTable table, VectorMatrix copy, Filters filters) {
        CompletableFuture<Mask> mask = masks.getIfPresent(new Question(table.id(), copy.changes(), filters));
        return mask != null && mask.isDone() && !mask.isCompletedExceptionally()
                ? Optional.of(mask.join())
                : Optional.empty();
    }

    /** Has it read, unless it has been already. */
    void prepare(EmbeddingTable table, VectorMatrix copy, Filters filters) {
        var _ = masks.get(
                new Question(table.id(), copy.changes(), filters),
                question -> reads.read(() -> products.mask(table.catalogue(), copy, filters)));
    }

    /** Lets one be read again that turned out to be outdated. */
    void renew(EmbeddingTable table, VectorMatrix copy, Filters filters, Mask outdated) {
        if (outdated.reading().isRested()) {
            masks.synchronous().asMap().remove(new Question(table.id(), copy.changes(), filters), outdated);
        }
    }

    @Override
    public void destroy() {
        reading.shutdown();
    }
}
