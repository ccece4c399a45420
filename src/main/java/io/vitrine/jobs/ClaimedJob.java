package io.vitrine.jobs;

import java.util.UUID;

/** A job this process holds; {@code attempt} tells its writes from those of an earlier holder. */
record ClaimedJob(UUID id, String type, String plan, UUID worker, int attempt, int deaths, boolean cancelRequested) {}
