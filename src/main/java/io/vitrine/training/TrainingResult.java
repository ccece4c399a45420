package io.vitrine.training;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TestReport;
import io.vitrine.models.ModelView;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a finished training leaves in its job: the model version it registered, what each epoch gave, and what the model is worth. */
record TrainingResult(String model, List<EpochReport> epochs, TestReport metrics) {

    /** As the model's card tells it. */
    static TrainingResult of(ModelView model, JsonMapper json) {
        JsonNode card = model.card();
        return new TrainingResult(
                model.name(),
                List.of(json.treeToValue(card.path(ModelCardFile.EPOCHS), EpochReport[].class)),
                json.treeToValue(card.path(ModelCardFile.METRICS), TestReport.class));
    }
}
