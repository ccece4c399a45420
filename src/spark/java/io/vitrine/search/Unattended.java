package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Work that is no job of the service's: nobody follows it, and nothing but the end of its process stops it. */
@NullMarked
final class Unattended implements JobContext {

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
    public void checkpoint() {}
}
