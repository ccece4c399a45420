package io.vitrine.search;

import io.vitrine.encoders.ScoreCalibration;
import java.util.Optional;

/**
 * With what, and in which table, a search compares vectors.
 *
 * @param calibration what a score means; empty where it means no probability
 */
record Comparison(EmbeddingTable table, VectorQuery query, Optional<ScoreCalibration> calibration) {}
