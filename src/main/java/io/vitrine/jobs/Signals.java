package io.vitrine.jobs;

/** What a job's row says to the process that runs it. */
record Signals(JobStatus status, boolean cancelRequested, boolean pauseRequested) {}
