package io.vitrine.training;

import io.vitrine.learning.TrainingPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A training plan written down in part: whatever it leaves out keeps its default, at every depth. */
final class PlanDocument {

    private PlanDocument() {}

    /** The plan that a JSON document describes; unknown fields and wrong types are refused by the mapper. */
    static TrainingPlan overDefaults(JsonMapper json, JsonNode document) {
        ObjectNode whole = json.valueToTree(TrainingPlan.defaults());
        merge(whole, document);
        return json.treeToValue(whole, TrainingPlan.class);
    }

    private static void merge(ObjectNode base, JsonNode changes) {
        changes.properties().forEach(change -> {
            if (base.get(change.getKey()) instanceof ObjectNode inner
                    && change.getValue().isObject()) {
                merge(inner, change.getValue());
            } else {
                base.set(change.getKey(), change.getValue());
            }
        });
    }
}
