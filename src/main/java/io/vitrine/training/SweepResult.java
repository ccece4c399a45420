package io.vitrine.training;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a finished sweep leaves in its job.
 *
 * @param trial the best one's number, from 1
 * @param changes what made it differ from the others
 * @param training what came of it
 */
record SweepResult(int trial, Map<String, JsonNode> changes, TrainingResult training) {}
