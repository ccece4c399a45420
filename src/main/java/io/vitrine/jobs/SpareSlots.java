package io.vitrine.jobs;

/** The places for jobs that this process has free, for work that belongs to a job of another process. */
public interface SpareSlots {

    /**
     * Does the work in a free place, which no job takes meanwhile.
     *
     * @return false when none is free, or this process takes no jobs now; nothing was done then
     */
    boolean use(Runnable work);
}
