package io.vitrine.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job this process holds; {@code attempt} tells its writes from those of an earlier holder. */
record ClaimedJob(
        UUID id,
        String type,
        String plan,
        @Nullable String details,
        UUID worker,
        int attempt,
        int deaths,
        boolean cancelRequested) {}
