package io.vitrine.jobs;

/** Thrown by a checkpoint to unwind a job that was cancelled, or that this process may no longer run. */
public final class JobStopped extends RuntimeException {

    JobStopped(String reason) {
        super(reason, null, false, false);
    }
}
