package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import io.vitrine.search.IndexingReport.Skipped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Has a table filled by several workers: the one whose job leads, and those that help it. Each takes parts of the products' keys that
 * nobody else has; a part that a dead worker leaves is free at once, and what it had committed stays.
 */
@Component
class IndexParts {

    private static final long RETRY_MILLIS = 200;

    private final MissingVectors missing;
    private final SharedFillings fillings;
    private final VectorStore vectors;
    private final SearchProperties properties;
    private final DataSource dataSource;
    private final Set<Long> led = ConcurrentHashMap.newKeySet();

    IndexParts(
            MissingVectors missing,
            SharedFillings fillings,
            VectorStore vectors,
            SearchProperties properties,
            DataSource dataSource) {
        this.missing = missing;
        this.fillings = fillings;
        this.vectors = vectors;
        this.properties = properties;
        this.dataSource = dataSource;
    }

    /** Whether this process leads the filling of the table. */
    boolean leads(EmbeddingTable table) {
        return led.contains(table.id());
    }

    /**
     * What a run has done.
     *
     * @param filled with what others have done for it
     * @param examples of products that were skipped
     */
    record Outcome(Filled filled, List<Skipped> examples) {}

    /**
     * Fills the table until no product lacks a vector and nobody helps any more.
     *
     * @param filling makes what fills, from what is to be told between batches
     */
    Outcome lead(EmbeddingTable table, Function<Consumer<Filled>, IndexFilling> filling, JobContext job) {
        job.phase("embedding", "pictures", missing.count(table));
        List<KeyRange> parts = parts(table);
        return parts.size() < 2 ? leadAlone(filling, job) : new Lead(table, parts, job).run(filling);
    }

    private static Outcome leadAlone(Function<Consumer<Filled>, IndexFilling> filling, JobContext job) {
        IndexFilling alone = filling.apply(filled -> advance(job, filled));
        alone.fill(KeyRange.ALL);
        job.advanced(alone.filled().products());
        return new Outcome(alone.filled(), alone.examples());
    }

    private static void advance(JobContext job, Filled filled) {
        job.advanced(filled.products());
        job.checkpoint();
    }

    /** One run that others may help. */
    private final class Lead {

        private final EmbeddingTable table;
        private final List<KeyRange> first;
        private final JobContext job;
        private Filled helped = Filled.NOTHING;

        Lead(EmbeddingTable table, List<KeyRange> first, JobContext job) {
            this.table = table;
            this.first = first;
            this.job = job;
        }

        Outcome run(Function<Consumer<Filled>, IndexFilling> maker) {
            IndexFilling own = maker.apply(filled -> advance(job, filled.plus(helped)));
            led.add(table.id());
            fillings.open(table, job.jobId());
            try (NamedLocks locks = new NamedLocks(dataSource)) {
                List<KeyRange> parts = first;
                while (!parts.isEmpty()) {
                    if (!take(table, parts, own, locks, () -> helped = fillings.helped(table))) {
                        pause(job);
                    }
                    parts = parts(table);
                }
                fillings.close(table);
                while (!locks.tryTake(helpers(table))) {
                    pause(job);
                }
                own.fill(KeyRange.ALL); // what has come since
                helped = fillings.helped(table);
                return new Outcome(own.filled().plus(helped), examples(own));
            } finally {
                fillings.close(table);
                led.remove(table.id());
            }
        }

        /** Others tell how many they skipped, and the table tells which. */
        private List<Skipped> examples(IndexFilling own) {
            return helped.skipped() == 0 ? own.examples() : vectors.skipped(table, IndexFilling.EXAMPLES);
        }
    }

    /** Takes parts of a table that another process leads, the last ones first, until none is free. */
    void help(EmbeddingTable table, IndexFilling filling) {
        try (NamedLocks locks = new NamedLocks(dataSource)) {
            if (locks.tryShare(helpers(table)) && fillings.isOpen(table)) {
                Help help = new Help(table, filling);
                try {
                    take(table, parts(table).reversed(), filling, locks, help::tell);
                } finally {
                    help.tell();
                }
            }
        }
    }

    /** What has been done for another process, part by part. */
    private final class Help {

        private final EmbeddingTable table;
        private final IndexFilling filling;
        private Filled told = Filled.NOTHING;

        Help(EmbeddingTable table, IndexFilling filling) {
            this.table = table;
            this.filling = filling;
        }

        void tell() {
            Filled now = filling.filled();
            fillings.add(table, now.minus(told));
            told = now;
        }
    }

    private List<KeyRange> parts(EmbeddingTable table) {
        return missing.parts(table, properties.indexingPart());
    }

    /** Fills those of the parts that nobody else has; says whether there was any. */
    private static boolean take(
            EmbeddingTable table, List<KeyRange> parts, IndexFilling filling, NamedLocks locks, Runnable afterEach) {
        boolean any = false;
        for (KeyRange part : parts) {
            String name = "vitrine part " + table.id() + " " + part.first();
            if (locks.tryTake(name)) {
                any = true;
                filling.fill(part);
                locks.release(name);
                afterEach.run();
            }
        }
        return any;
    }

    private static void pause(JobContext job) {
        job.checkpoint();
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others finish their parts", interrupted);
        }
    }

    private static String helpers(EmbeddingTable table) {
        return "vitrine helpers " + table.id();
    }
}
