package io.vitrine.learning;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A training plan written down in part: whatever it leaves out keeps its default, at every depth. As a deserializer it reads plans that were
 * stored before a field was added.
 */
public final class PlanDocument extends ValueDeserializer<TrainingPlan> {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The plan that a JSON document describes; unknown fields and wrong types are refused by the mapper.
     *
     * @throws InvalidPlanException when a field is null or contains null
     */
    public static TrainingPlan overDefaults(JsonMapper json, JsonNode document) {
        return json.treeToValue(whole(document), TrainingPlan.class);
    }

    /** The plan that was written down with a training, perhaps before a field was added: then its only seed split the catalogue too. */
    public static TrainingPlan stored(JsonNode document) {
        return JSON.treeToValue(wholeOfStored(document), TrainingPlan.class);
    }

    @Override
    public TrainingPlan deserialize(JsonParser parser, DeserializationContext context) {
        return context.readTreeAsValue(wholeOfStored(context.readTree(parser)), TrainingPlan.class);
    }

    private static ObjectNode wholeOfStored(JsonNode document) {
        ObjectNode whole = whole(document);
        if (document.path("split").path("seed").isMissingNode()) {
            whole.withObject("/split").set("seed", whole.required("seed"));
        }
        return whole;
    }

    private static ObjectNode whole(JsonNode document) {
        ObjectNode whole = JSON.valueToTree(TrainingPlan.defaults());
        if (document.path("steps").asInt(0) > 0) {
            whole.put("epochs", 0);
        }
        merge(whole, document, "");
        return whole;
    }

    private static void merge(ObjectNode base, JsonNode changes, String path) {
        changes.properties().forEach(change -> {
            String field = path + change.getKey();
            JsonNode value = change.getValue();
            if (value.isNull()) {
                throw new InvalidPlanException(field, "must not be null; leave it out for its default");
            }
            if (value.isArray() && value.valueStream().anyMatch(JsonNode::isNull)) {
                throw new InvalidPlanException(field, "must not contain null");
            }
            if (base.get(change.getKey()) instanceof ObjectNode inner && value.isObject()) {
                merge(inner, value, field + ".");
            } else {
                base.set(change.getKey(), value);
            }
        });
    }
}
