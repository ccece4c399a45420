package io.vitrine.training;

import io.vitrine.catalogue.Products;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.EncoderSpec;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.learning.InvalidPlanException;
import io.vitrine.learning.PlanDocument;
import io.vitrine.learning.TrainingPlan;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the document of a request, in which every field may be left out, into a complete and possible order. */
@Component
final class TrainingRequests {

    private static final String NAME = "name";
    private static final String CATALOGUE = "catalogue";
    private static final String START_FROM = "startFrom";
    private static final String ENCODER = "encoder";
    private static final String PUBLISHED = "published";
    private static final Pattern NAMES = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Products products;
    private final Models models;
    private final Architectures architectures;
    private final JsonMapper json;
    private final Clock clock = Clock.systemUTC();

    TrainingRequests(Products products, Models models, Architectures architectures, JsonMapper json) {
        this.products = products;
        this.models = models;
        this.architectures = architectures;
        this.json = json;
    }

    /** The plan of a request that says nothing. */
    TrainingPlan defaults() {
        return plan(json.createObjectNode(), null);
    }

    /**
     * Completes and checks a request.
     *
     * @throws InvalidRequest naming each field that is unknown, of the wrong type, or impossible
     * @throws ModelNameTaken when a model has the name
     */
    TrainingOrder order(ObjectNode request) {
        ObjectNode planFields = request.deepCopy();
        String name = text(planFields, NAME);
        String catalogue = text(planFields, CATALOGUE);
        String startFrom = text(planFields, START_FROM);
        TrainingPlan plan = plan(planFields, startFrom);
        return new TrainingOrder(name(name, plan), catalogue(catalogue), startFrom(startFrom, plan), plan);
    }

    private static @Nullable String text(ObjectNode fields, String field) {
        JsonNode value = fields.remove(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidRequest(field, "must be a string");
        }
        return value.asString();
    }

    private TrainingPlan plan(ObjectNode fields, @Nullable String startFrom) {
        if (!fields.has(ENCODER)) {
            usualEncoder(startFrom).ifPresent(encoder -> fields.put(ENCODER, encoder));
        }
        try {
            TrainingPlan plan = PlanDocument.overDefaults(json, fields);
            EncoderSpec.named(plan.encoder());
            return plan;
        } catch (EncoderException e) {
            throw new InvalidRequest(ENCODER, "names no architecture: " + e.getMessage());
        } catch (InvalidPlanException e) {
            throw new InvalidRequest(e.field(), e.problem());
        } catch (JacksonException e) {
            if (e.getCause() instanceof InvalidPlanException invalid) {
                throw new InvalidRequest(invalid.field(), invalid.problem());
            }
            throw new InvalidRequest(JsonPath.of(e), fault(e));
        }
    }

    private String fault(JacksonException failure) {
        String example = "; GET /api/training-jobs/defaults shows a whole plan";
        if (failure instanceof UnrecognizedPropertyException) {
            return "is no field of a plan" + example;
        }
        Class<?> type = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return type != null && type.isEnum()
                ? "must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(constant -> json.valueToTree(constant).asString())
                                .collect(Collectors.joining(", "))
                : "has the wrong type" + example;
    }

    private String name(@Nullable String name, TrainingPlan plan) {
        String chosen = name == null
                ? plan.encoder() + "-" + STAMP.format(clock.instant().atOffset(ZoneOffset.UTC))
                : name;
        if (!NAMES.matcher(chosen).matches()) {
            throw new InvalidRequest(
                    NAME, "must be 1 to 100 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
        }
        if (named(chosen).isPresent()) {
            throw new ModelNameTaken(chosen);
        }
        return chosen;
    }

    private String catalogue(@Nullable String catalogue) {
        String chosen = catalogue == null ? products.defaultCatalogue() : catalogue;
        if (!products.exists(chosen)) {
            throw new InvalidRequest(CATALOGUE, "names no catalogue that has products");
        }
        return chosen;
    }

    /** That of the model to start from, or else of the live one: after an upgrade it may not be that of the default plan. */
    private Optional<String> usualEncoder(@Nullable String startFrom) {
        return (startFrom == null || startFrom.equals(PUBLISHED) ? models.active() : named(startFrom))
                .map(ModelView::encoder)
                .filter(encoder -> architectures.all().stream()
                        .anyMatch(known -> known.name().equals(encoder)));
    }

    private Optional<ModelView> named(String name) {
        return models.all().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /** Without a wish, the live model if it has the architecture: retraining goes on from what is known. */
    private @Nullable String startFrom(@Nullable String wish, TrainingPlan plan) {
        if (PUBLISHED.equals(wish)) {
            return null;
        }
        Optional<ModelView> start =
                wish == null ? models.active().filter(model -> model.encoder().equals(plan.encoder())) : named(wish);
        if (wish != null && start.isEmpty()) {
            throw new InvalidRequest(START_FROM, "names no model; give a model's name or '" + PUBLISHED + "'");
        }
        if (start.isPresent() && !start.get().encoder().equals(plan.encoder())) {
            throw new InvalidRequest(
                    START_FROM,
                    "has the architecture '" + start.get().encoder() + "' and the plan '" + plan.encoder() + "'");
        }
        return start.map(ModelView::name).orElse(null);
    }
}
