package io.vitrine.learning;

import java.time.Duration;

/**
 * How far a training is.
 *
 * @param step updates made, of {@code totalSteps}
 * @param epoch the running epoch, from 1, of {@code totalEpochs}
 * @param loss of the last batch
 * @param pairsPerSecond over the last epoch's steps so far
 * @param remaining estimated time until the last step, evaluations not counted
 */
public record TrainingProgress(
        int step, int totalSteps, int epoch, int totalEpochs, double loss, double pairsPerSecond, Duration remaining) {}
