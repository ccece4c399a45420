package io.vitrine.models;

import java.util.Map;

/**
 * A switch that was made.
 *
 * @param generation from which on the model answers
 * @param findings what was found when it was prepared and checked, by name
 */
record ActivationResult(long generation, String model, Map<String, Object> findings) {}
