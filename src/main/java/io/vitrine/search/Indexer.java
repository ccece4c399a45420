package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobContext;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Brings the vectors of a catalogue up to date, first of its pictures, then of its names and attribute values. Few changes go into the
 * live table as added and removed rows; many go into a new table, which takes over what the live one has, is loaded, by several workers
 * at once, then indexed, then switched to. Searches go on meanwhile, and a run that was interrupted is continued by the next.
 */
@Component
class Indexer {

    /** Up to this share of a live table is added to it; above, a fresh table has the better index. */
    private static final double SMALL_CHANGE = 0.2;

    private static final long SMALL_CHANGE_AT_LEAST = 1000;

    private final ActiveModel models;
    private final Products products;
    private final EmbeddingTables tables;
    private final LiveTables liveTables;
    private final MissingVectors missing;
    private final VectorStore vectors;
    private final PictureDecoder decoder;
    private final CaptionFilling captions;
    private final IndexLock lock;
    private final IndexParts parts;
    private final SearchProperties properties;

    Indexer(
            ActiveModel models,
            Products products,
            EmbeddingTables tables,
            LiveTables liveTables,
            MissingVectors missing,
            VectorStore vectors,
            PictureDecoder decoder,
            CaptionFilling captions,
            IndexLock lock,
            IndexParts parts,
            SearchProperties properties) {
        this.models = models;
        this.products = products;
        this.tables = tables;
        this.liveTables = liveTables;
        this.missing = missing;
        this.vectors = vectors;
        this.decoder = decoder;
        this.captions = captions;
        this.lock = lock;
        this.parts = parts;
        this.properties = properties;
    }

    IndexingReport index(String model, String catalogue, JobContext job) {
        return models.lease(model, loaded -> {
            WrongDimensions.refuse(loaded);
            return lock.holding(model, catalogue, job, () -> {
                IndexingReport report = index(loaded, catalogue, job); // first, for searches wait for it
                captions.fill(loaded, catalogue, job);
                return report;
            });
        });
    }

    /** Whether a search would find every product that can be found, and a picture can be told in every name. */
    boolean isCurrent(String model, String catalogue) {
        return tables.live(model, catalogue)
                        .filter(found -> liveTables.read(
                                found, table -> missing.count(table) == 0 && !missing.hasOutdated(table)))
                        .isPresent()
                && captions.isCurrent(model, catalogue);
    }

    private IndexingReport index(LoadedModel model, String catalogue, JobContext job) {
        tables.retired().forEach(tables::drop);
        Optional<EmbeddingTable> live = tables.live(model.version(), catalogue);
        boolean rebuild = live.isEmpty() || needsNewTable(live.get());
        EmbeddingTable table = rebuild ? tables.loading(model.version(), catalogue) : live.get();
        long copied = rebuild && live.isPresent() ? vectors.reuse(live.get(), table) : 0;
        copied += rebuild ? vectors.giveWaiting(table) : 0;
        IndexParts.Outcome outcome = parts.lead(table, checkpoint -> filling(table, model, checkpoint), job);
        int removed = missing.removeOutdated(table);
        boolean approximate = rebuild ? goLive(table, job) : table.approximate();
        return new IndexingReport(
                table.model(),
                table.catalogue(),
                rebuild,
                approximate,
                outcome.filled().embedded(),
                copied + outcome.filled().reused(),
                removed,
                outcome.filled().skipped(),
                outcome.examples());
    }

    /**
     * Takes parts of a run that another process leads, until none is free.
     *
     * @param checkpoint called between batches; what it throws ends the help there
     */
    Filled help(EmbeddingTable table, Runnable checkpoint) {
        return models.lease(table.model(), model -> {
            IndexFilling filling = filling(table, model, filled -> checkpoint.run());
            parts.help(table, filling);
            return filling.filled();
        });
    }

    private IndexFilling filling(EmbeddingTable table, LoadedModel model, Consumer<Filled> checkpoint) {
        return new IndexFilling(table, model, checkpoint, products, missing, vectors, decoder);
    }

    private boolean needsNewTable(EmbeddingTable live) {
        if (tables.isLoading(live.model(), live.catalogue())) {
            return true;
        }
        long rows = tables.rows(live);
        long added = missing.count(live);
        boolean outgrown = !live.approximate() && rows + added >= properties.approximateFrom();
        boolean elsewhere = !live.servers().equals(properties.vectorServers());
        return elsewhere || outgrown || added > Math.max(SMALL_CHANGE_AT_LEAST, SMALL_CHANGE * rows);
    }

    private boolean goLive(EmbeddingTable table, JobContext job) {
        job.phase("building the index", "rows", 0);
        long rows = tables.rows(table);
        boolean approximate = rows >= properties.approximateFrom();
        tables.index(table, rows, approximate);
        tables.analyze(table);
        job.checkpoint();
        tables.switchTo(table).ifPresent(tables::drop);
        return approximate;
    }
}
