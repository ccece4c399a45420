package io.vitrine.models;

import io.vitrine.jobs.JobContext;

/** Something that must be done or hold before a version may answer searches; implemented by the modules above. */
public interface ActivationGuard {

    /**
     * Makes the version ready, or refuses it.
     *
     * @throws ActivationRefused when the version must not go live
     */
    void prepare(String model, JobContext job);
}
