package io.vitrine.jobs;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** What was asked of a job contradicts where it, or another job, stands. */
public final class JobConflict extends VitrineException {

    private JobConflict(String code, String message) {
        super(ErrorKind.CONFLICT, code, message);
    }

    static JobConflict alreadyUnfinished(String type, String key) {
        return new JobConflict(
                "job-conflict",
                "Another " + type + " job for '" + key + "' has not finished; wait for it or cancel it.");
    }

    static JobConflict finished(JobView job, String wish) {
        return new JobConflict(
                "job-finished", "Job " + job.id() + " has " + job.status() + ", so it cannot be " + wish + ".");
    }
}
