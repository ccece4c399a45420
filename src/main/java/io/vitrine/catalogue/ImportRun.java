package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.ProductSource;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SkipReason;
import io.vitrine.catalogue.sources.SourceRow;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a source: rows in order, their pictures several at a time, for storing one means waiting for the disk.
 * Nothing but the ids already seen grows with the source.
 */
final class ImportRun implements AutoCloseable {

    private static final int BATCH = 500;

    /** Pictures under way at once; also how many may be in memory together. */
    private static final int PICTURES = 16;

    private final ProductSource source;
    private final Pictures pictures;
    private final ImportReport.Tally tally;
    private final Set<String> seen = new HashSet<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            PICTURES, Thread.ofPlatform().name("import-picture-", 0).daemon().factory());
    private boolean ended;

    ImportRun(ProductSource source, Pictures pictures, ImportReport.Tally tally) {
        this.source = source;
        this.pictures = pictures;
        this.tally = tally;
    }

    /** @param rows how many rows of the source the batch stands for, skipped ones included; 0 after the last */
    record Batch(List<ProductDraft> drafts, long rows) {
        boolean isEmpty() {
            return rows == 0;
        }
    }

    /** A row that was found sound, whose picture is on its way. */
    private record Pending(long line, SourceRow row, String name, Future<@Nullable String> picture) {}

    /** The next products with their pictures stored. */
    Batch next() throws IOException {
        long before = tally.rows();
        List<ProductDraft> drafts = new ArrayList<>(BATCH);
        while (!ended && tally.rows() - before < BATCH) {
            for (Pending pending : window()) {
                collect(pending, drafts);
            }
        }
        return new Batch(drafts, tally.rows() - before);
    }

    private List<Pending> window() throws IOException {
        List<Pending> window = new ArrayList<>(PICTURES);
        for (int count = 0; count < PICTURES && !ended; count++) {
            Pending pending = read();
            if (pending != null) {
                window.add(pending);
            }
        }
        return window;
    }

    /** Reads a row; null when it was skipped, or was not there any more. */
    private @Nullable Pending read() throws IOException {
        SourceRow row = null;
        try {
            row = source.next();
            ended = row == null;
            return row == null ? null : accept(row);
        } catch (RowRefused refused) {
            tally.skipped(source.line(), row == null ? null : row.id(), refused);
            return null;
        } finally {
            if (!ended) {
                tally.row();
            }
        }
    }

    private Pending accept(SourceRow row) throws RowRefused {
        String name = ProductRules.nameOf(row);
        if (!seen.add(row.id())) {
            throw new RowRefused(SkipReason.DUPLICATE_ID, "repeats the id of an earlier row");
        }
        return new Pending(source.line(), row, name, workers.submit(() -> keep(row.picture())));
    }

    private @Nullable String keep(SourceRow.Picture picture) throws IOException, RowRefused {
        byte[] bytes = picture.bytes();
        return bytes == null ? null : pictures.keep(bytes);
    }

    private void collect(Pending pending, List<ProductDraft> drafts) throws IOException {
        SourceRow row = pending.row();
        try {
            drafts.add(new ProductDraft(row.id(), pending.name(), row.attributes(), await(pending.picture())));
            if (row.name().isEmpty()) {
                tally.namedFromAttributes();
            }
        } catch (RowRefused refused) {
            tally.skipped(pending.line(), row.id(), refused);
        }
    }

    private static @Nullable String await(Future<@Nullable String> picture) throws IOException, RowRefused {
        try {
            return picture.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the import was interrupted");
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RowRefused refused -> throw refused;
                case IOException broken -> throw broken;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
