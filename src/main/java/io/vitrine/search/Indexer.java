package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobContext;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings the vectors of a catalogue up to date, first of its pictures, then of its names and attribute values. Few changes go into the live table as added and removed rows; many go into a new
 * table, which takes over what the live one has, is loaded, then indexed, then switched to. Searches go on meanwhile, and a run
 * that was interrupted is continued by the next.
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
        this.properties = properties;
    }

    IndexingReport index(String model, String catalogue, JobContext job) {
        return models.lease(
                model,
                loaded -> lock.holding(model, catalogue, job, () -> {
                    IndexingReport report = index(loaded, catalogue, job); // first, for searches wait for it
                    captions.fill(loaded, catalogue, job);
                    return report;
                }));
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
        IndexFilling filling = new IndexFilling(table, model, job, products, missing, vectors, decoder);
        filling.run();
        int removed = missing.removeOutdated(table);
        boolean approximate = rebuild ? goLive(table, job) : table.approximate();
        return filling.report(rebuild, approximate, copied, removed);
    }

    private boolean needsNewTable(EmbeddingTable live) {
        if (tables.isLoading(live.model(), live.catalogue())) {
            return true;
        }
        long rows = tables.rows(live);
        long added = missing.count(live);
        boolean outgrown = !live.approximate() && rows + added >= properties.approximateFrom();
        return outgrown || added > Math.max(SMALL_CHANGE_AT_LEAST, SMALL_CHANGE * rows);
    }

    private boolean goLive(EmbeddingTable table, JobContext job) {
        job.phase("building the index", "rows", 0);
        boolean approximate = tables.rows(table) >= properties.approximateFrom();
        tables.index(table, approximate);
        tables.analyze(table);
        job.checkpoint();
        tables.switchTo(table).ifPresent(tables::drop);
        return approximate;
    }
}
