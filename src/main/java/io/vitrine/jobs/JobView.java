package io.vitrine.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as callers see it.
 *
 * @param details what the job shows of its own kind, such as a training's curves; never in lists
 */
public record JobView(
        UUID id,
        String type,
        JobStatus status,
        JobProgress progress,
        JsonNode plan,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode details,
        @Nullable JsonNode result,
        @Nullable JobFailure failure,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
