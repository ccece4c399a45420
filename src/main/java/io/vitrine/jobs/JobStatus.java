package io.vitrine.jobs;

import java.util.Set;

/** Where a job stands; a terminal status is never left. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean isTerminal() {
        return successors().isEmpty();
    }

    public boolean mayBecome(JobStatus next) {
        return successors().contains(next);
    }

    private Set<JobStatus> successors() {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, PAUSED, CANCELLED, FAILED);
            case RUNNING -> Set.of(QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED);
            case PAUSED -> Set.of(QUEUED, RUNNING, CANCELLED, FAILED);
            case SUCCEEDED, FAILED, CANCELLED -> Set.of();
        };
    }
}
