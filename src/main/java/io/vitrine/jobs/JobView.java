package io.vitrine.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A job as callers see it. */
public record JobView(
        UUID id,
        String type,
        JobStatus status,
        JobProgress progress,
        JsonNode plan,
        @Nullable JsonNode result,
        @Nullable JobFailure failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
