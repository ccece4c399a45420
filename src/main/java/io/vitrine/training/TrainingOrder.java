package io.vitrine.training;

import io.vitrine.learning.PlanDocument;
import io.vitrine.learning.TrainingPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a training job has to do; stored with the job, with everything decided.
 *
 * @param name of the model version that it makes
 * @param catalogue whose products it learns
 * @param startFrom the model version whose weights it begins with, or null for the published towers of its architecture
 */
record TrainingOrder(
        String name,
        String catalogue,
        @Nullable String startFrom,
        @JsonDeserialize(using = PlanDocument.class) TrainingPlan plan) {

    TrainingOrder named(String other) {
        return new TrainingOrder(other, catalogue, startFrom, plan);
    }
}
