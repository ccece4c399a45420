package io.vitrine.jobs;

import java.util.Optional;
import java.util.UUID;

/** What a running job tells about itself, and where it hears that it should stop. */
public interface JobContext {

    UUID jobId();

    /** Opens a phase of {@code total} units (0 when unknown), with nothing done yet. */
    void phase(String phase, String unit, long total);

    /** Opens a phase in which an earlier run has done some units; they do not count into the rate. */
    default void phase(String phase, String unit, long total, long alreadyDone) {
        phase(phase, unit, total);
        advanced(alreadyDone);
    }

    /** Sets how many units of the phase are done; cheap enough to call for each one. */
    void advanced(long done);

    /**
     * Shows callers something of the job's own kind beside its progress, such as a curve. It takes the place of what was shown before, is
     * stored as JSON with the next heartbeat, and stays when the job has ended.
     */
    void show(Object details);

    /** What an earlier run of this job showed last. */
    <T> Optional<T> shownBefore(Class<T> type);

    /**
     * Waits here while the job is paused, and ends it when it should not go on. Call it between units of work that may be
     * lost or repeated.
     *
     * @throws JobStopped when the job was cancelled, or this process must let go of it; let it pass, or save and rethrow it
     */
    void checkpoint();
}
