package io.vitrine.learning;

import java.util.List;

/**
 * What a training gave.
 *
 * @param epochs each of them, those before a resumption included
 * @param blends what was tried between the start and the end, the one that was handed out first; empty where only the end was
 * @param centerCrops which parts of pictures were tried, the one that was handed out first
 */
public record TrainingOutcome(List<EpochReport> epochs, List<StartBlend> blends, List<TriedCrop> centerCrops) {}
