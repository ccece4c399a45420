package io.vitrine.training;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request for a sweep into its trials, each of them complete and possible. */
@Component
final class SweepRequests {

    private static final int USUAL_TRIALS = 8;
    private static final int MOST_TRIALS = 64;

    private final TrainingRequests trainings;
    private final JsonMapper json;

    SweepRequests(TrainingRequests trainings, JsonMapper json) {
        this.trainings = trainings;
        this.json = json;
    }

    /**
     * Draws the trials; the first is the plan as it is, which the others have to beat.
     *
     * @throws InvalidRequest naming what is impossible, below {@code plan} or {@code space}
     * @throws ModelNameTaken when a model has the name
     */
    SweepOrder order(SweepRequest request) {
        int points = within("trials", request.trials(), USUAL_TRIALS, 2, MOST_TRIALS);
        int firstRung = within("firstRung", request.firstRung(), 1, 1, 1000);
        double keep = keep(request.keep());
        ObjectNode plan = request.plan() == null ? json.createObjectNode() : request.plan();
        SweepSpace space = new SweepSpace(Objects.requireNonNullElse(request.space(), Map.of()));
        TrainingOrder usual = training(plan, Set.of());
        if (usual.plan().split().validation() == 0) {
            throw new InvalidRequest("plan.split.validation", "must be above 0, for trials are compared by it");
        }
        if (usual.plan().steps() > 0) {
            throw new InvalidRequest("plan.steps", "must be left out: trials are compared after whole epochs");
        }
        List<SweepOrder.Trial> trials = new ArrayList<>();
        trials.add(new SweepOrder.Trial(Map.of(), usual));
        for (Map<String, JsonNode> changes : space.draw(points - 1, Objects.requireNonNullElse(request.seed(), 1L))) {
            TrainingOrder training =
                    training(changed(plan, changes), changes.keySet()).named(usual.name());
            trials.add(new SweepOrder.Trial(changes, training));
        }
        return new SweepOrder(usual.name(), List.copyOf(trials), firstRung, keep);
    }

    private TrainingOrder training(ObjectNode plan, Set<String> changed) {
        try {
            return trainings.order(plan);
        } catch (InvalidRequest refused) {
            throw new InvalidRequest(refused.fields().stream()
                    .map(problem -> new FieldProblem(where(problem.field(), changed), problem.message()))
                    .toList());
        }
    }

    /** Where in the request a field of a trial's plan came from. */
    private static String where(String field, Set<String> changed) {
        return changed.stream()
                .filter(path -> (path + ".").startsWith(field + "."))
                .map(path -> "space." + path)
                .findFirst()
                .orElse("plan." + field);
    }

    private static ObjectNode changed(ObjectNode plan, Map<String, JsonNode> changes) {
        ObjectNode changed = plan.deepCopy();
        changes.forEach((path, value) -> {
            String[] fields = path.split("\\.", -1);
            ObjectNode inner = changed;
            for (int i = 0; i < fields.length - 1; i++) {
                inner = inner.get(fields[i]) instanceof ObjectNode next ? next : inner.putObject(fields[i]);
            }
            inner.set(fields[fields.length - 1], value);
        });
        return changed;
    }

    private static double keep(@Nullable Double value) {
        double chosen = Objects.requireNonNullElse(value, 0.5);
        if (!(chosen >= 0.1 && chosen <= 1)) {
            throw new InvalidRequest("keep", "must lie in the range from 0.1 to 1");
        }
        return chosen;
    }

    private static int within(String field, @Nullable Integer value, int usual, int from, int to) {
        int chosen = value == null ? usual : value;
        if (chosen < from || chosen > to) {
            throw new InvalidRequest(field, "must lie in the range from " + from + " to " + to);
        }
        return chosen;
    }
}
