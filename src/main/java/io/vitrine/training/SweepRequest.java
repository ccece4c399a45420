package io.vitrine.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A search for a better plan, as callers ask for it.
 *
 * @param plan what all trials share, as {@code POST /api/training-jobs} takes it; the defaults when left out
 * @param space what they vary: fields of the plan by their path, each with a list of values or a range of numbers
 * @param trials how many, the plan as it is among them; 8 when left out
 * @param firstRung epochs after which the first trials are stopped; 1 when left out
 * @param keep share of the trials that goes on after each rung; a half when left out, 1 stops none
 * @param seed of the trials' values; 1 when left out
 */
record SweepRequest(
        @Nullable ObjectNode plan,
        @Nullable Map<String, JsonNode> space,
        @Nullable Integer trials,
        @Nullable Integer firstRung,
        @Nullable Double keep,
        @Nullable Long seed) {}
