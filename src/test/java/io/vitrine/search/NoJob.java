package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import java.util.Optional;
import java.util.UUID;

/** A job's context outside of any job. */
record NoJob(Runnable atCheckpoint) implements JobContext {

    NoJob() {
        this(() -> {});
    }

    @Override
    public UUID jobId() {
        return new UUID(0, 0);
    }

    @Override
    public void phase(String phase, String unit, long total) {}

    @Override
    public void advanced(long done) {}

    @Override
    public void show(Object details) {}

    @Override
    public <T> Optional<T> shownBefore(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void checkpoint() {
        atCheckpoint.run();
    }
}
