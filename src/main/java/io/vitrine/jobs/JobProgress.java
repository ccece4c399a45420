package io.vitrine.jobs;

import org.jspecify.annotations.Nullable;

/** How far a job is in its phase: {@code done} of {@code total} units, and the seconds left at the measured rate. */
public record JobProgress(
        long done,
        @Nullable Long total,
        @Nullable String unit,
        @Nullable String phase,
        @Nullable Long etaSeconds) {}
