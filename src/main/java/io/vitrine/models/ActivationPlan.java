package io.vitrine.models;

import org.jspecify.annotations.Nullable;

/**
 * Which version shall answer searches.
 *
 * @param forcedBy who wants that although it may be worse than the live one; null when nobody does
 */
public record ActivationPlan(String model, @Nullable String forcedBy) {}
