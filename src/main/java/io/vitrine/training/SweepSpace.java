package io.vitrine.training;

import io.vitrine.errors.InvalidRequest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/**
 * What a sweep varies: fields of a plan by their path, each with a list of values or a range of numbers
 * {@code {"from", "to", "scale": "linear" | "log"}}.
 */
final class SweepSpace {

    private static final int MOST_DRAWS_PER_TRIAL = 100;
    private static final MathContext DIGITS = new MathContext(3);

    /** What all trials must share to be compared. */
    private static final Set<String> FIXED = Set.of("epochs", "steps", "split", "name", "catalogue", "startFrom");

    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    /** @throws InvalidRequest naming what is no list and no range */
    SweepSpace(Map<String, JsonNode> description) {
        if (description.isEmpty()) {
            throw new InvalidRequest(
                    "space", "must name at least one field of the plan, such as 'learningRates.image'");
        }
        description.forEach((path, values) -> {
            String field = "space." + path;
            if (FIXED.stream().anyMatch(fixed -> path.equals(fixed) || path.startsWith(fixed + "."))) {
                throw new InvalidRequest(field, "must be the same in all trials, or they could not be compared");
            }
            dimensions.put(path, values.isArray() ? choices(field, values) : range(field, values));
        });
    }

    /**
     * Different points of the space, drawn at random; fewer when it has no more.
     *
     * @return for each point the values by path
     */
    List<Map<String, JsonNode>> draw(int points, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Map<String, JsonNode>> drawn = new LinkedHashSet<>();
        for (int i = 0; i < points * MOST_DRAWS_PER_TRIAL && drawn.size() < points; i++) {
            Map<String, JsonNode> point = new LinkedHashMap<>();
            dimensions.forEach((path, dimension) -> point.put(path, dimension.draw(random)));
            drawn.add(point);
        }
        return new ArrayList<>(drawn);
    }

    private interface Dimension {
        JsonNode draw(SplittableRandom random);
    }

    private static Dimension choices(String field, JsonNode values) {
        if (values.isEmpty()) {
            throw new InvalidRequest(field, "must have at least one value");
        }
        return random -> values.get(random.nextInt(values.size()));
    }

    private static Dimension range(String field, JsonNode range) {
        String scale = range.path("scale").asString("linear");
        boolean isRange = range.path("from").isNumber()
                && range.path("to").isNumber()
                && range.size() == (range.has("scale") ? 3 : 2)
                && Set.of("linear", "log").contains(scale);
        if (!isRange) {
            throw new InvalidRequest(
                    field, "must be a list of values or a range {\"from\", \"to\", \"scale\": \"linear\" or \"log\"}");
        }
        double from = range.path("from").doubleValue();
        double to = range.path("to").doubleValue();
        if (!(from < to) || scale.equals("log") && from <= 0) {
            throw new InvalidRequest(field, "must begin below its end, and above 0 on a logarithmic scale");
        }
        return scale.equals("log")
                ? random -> rounded(Math.exp(random.nextDouble(Math.log(from), Math.log(to))))
                : random -> rounded(random.nextDouble(from, to));
    }

    /** To three digits: nobody repeats a training at a rate of 0.000213482. */
    private static JsonNode rounded(double value) {
        return DecimalNode.valueOf(BigDecimal.valueOf(value).round(DIGITS));
    }
}
