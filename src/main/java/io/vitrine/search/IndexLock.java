package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Lets one run at a time index a catalogue for a model, over all replicas. */
@Component
final class IndexLock {

    private static final long RETRY_MILLIS = 500;

    private final DataSource dataSource;

    IndexLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    <T> T holding(String model, String catalogue, JobContext job, Supplier<T> work) {
        String name = "vitrine indexing " + model + " " + catalogue;
        try (NamedLocks locks = new NamedLocks(dataSource)) {
            while (!locks.tryTake(name)) {
                job.checkpoint();
                Thread.sleep(RETRY_MILLIS);
            }
            return work.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another indexing run", interrupted);
        }
    }
}
