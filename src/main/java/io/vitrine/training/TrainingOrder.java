package io.vitrine.training;

import io.vitrine.learning.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * What a training job has to do; stored with the job, with everything decided.
 *
 * @param name of the model version that it makes
 * @param catalogue whose products it learns
 * @param startFrom the model version whose weights it begins with, or null for the published towers of its architecture
 */
record TrainingOrder(
        String name, String catalogue, @Nullable String startFrom, TrainingPlan plan) {}
