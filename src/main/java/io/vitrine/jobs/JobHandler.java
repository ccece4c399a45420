package io.vitrine.jobs;

import org.jspecify.annotations.Nullable;

/**
 * Does the work of one job type; a Spring bean per type.
 *
 * <p>A job whose process died is run again from the start, so a handler takes up what an earlier run left behind.
 *
 * @param <P> the plan, stored as JSON
 */
public interface JobHandler<P> {

    /** The type's name, such as {@code indexing}. */
    String type();

    Class<P> planType();

    /** Two unfinished jobs of this type with equal keys exclude each other; null when any number may wait or run. */
    default @Nullable String conflictKey(P plan) {
        return null;
    }

    /**
     * Runs on a platform thread of its own.
     *
     * @return the result, stored as JSON; may be null
     */
    @Nullable
    Object run(P plan, JobContext context) throws Exception;
}
