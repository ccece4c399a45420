package io.vitrine.models;

import io.vitrine.jobs.JobContext;
import java.util.Map;

/** Something that must be done or hold before a version may answer searches; implemented by the modules above. */
public interface ActivationGuard {

    /**
     * Makes the version ready, or refuses it.
     *
     * @return what the job's result shall tell about it, by the name of what was found; mostly nothing
     * @throws ActivationRefused when the version must not go live
     */
    Map<String, Object> prepare(ActivationPlan plan, JobContext job);
}
