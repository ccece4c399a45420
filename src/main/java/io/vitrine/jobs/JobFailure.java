package io.vitrine.jobs;

/** Why a job failed: a stable code and a sentence; the stack trace is in the log under the job's id. */
public record JobFailure(String code, String message) {}
