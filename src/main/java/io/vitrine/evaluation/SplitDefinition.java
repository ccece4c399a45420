package io.vitrine.evaluation;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import io.vitrine.models.ModelView;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How a model's training held products out, as its card tells.
 *
 * @param validation expected share of product groups
 * @param test expected share of product groups
 */
record SplitDefinition(String method, long seed, double validation, double test) {

    private static final String METHOD = "bag-of-words-and-picture";

    /** @throws UnknownSplit when the card tells none, or one that cannot be repeated */
    static SplitDefinition of(ModelView model) {
        return of(model.card(), model.name());
    }

    /**
     * The model's, and those of the models that its training began with, of which it knows what they learned.
     *
     * @throws UnknownSplit when the card of one of them tells none, or one that cannot be repeated
     */
    static List<SplitDefinition> lineage(ModelView model) {
        List<SplitDefinition> splits = new ArrayList<>();
        JsonNode card = model.card();
        do {
            splits.add(of(card, model.name()));
            card = card.path("startedFrom");
        } while (!card.isEmpty() && !namesPublishedWeights(card));
        return splits;
    }

    private static SplitDefinition of(JsonNode card, String model) {
        JsonNode split = card.path("split");
        boolean whole = split.path("method").isString()
                && split.path("seed").isIntegralNumber()
                && split.path("validation").isNumber()
                && split.path("test").isNumber();
        if (!whole || !split.path("method").stringValue().equals(METHOD)) {
            throw new UnknownSplit(model);
        }
        return new SplitDefinition(
                METHOD,
                split.path("seed").longValue(),
                split.path("validation").doubleValue(),
                split.path("test").doubleValue());
    }

    private static boolean namesPublishedWeights(JsonNode startedFrom) {
        return startedFrom.path("text").isString() && startedFrom.path("image").isString();
    }

    /** What a model has not learned from cannot be told. */
    static final class UnknownSplit extends VitrineException {

        private final String model;

        UnknownSplit(String model) {
            super(
                    ErrorKind.CONFLICT,
                    "split-unknown",
                    "The card of model '" + model + "' has no \"split\" of method '" + METHOD
                            + "' with seed, validation and test, so nothing can be said about held-out products.");
            this.model = model;
        }

        String model() {
            return model;
        }
    }
}
