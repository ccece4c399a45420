package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.search.Filters.AnyOf;
import io.vitrine.search.Filters.Condition;
import io.vitrine.search.Filters.NoneOf;
import io.vitrine.search.Filters.Range;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the filters of a request. */
final class FilterParser {

    private static final int MOST_FILTERS = 32;
    private static final int MOST_VALUES = 100;
    private static final Set<String> BOUNDS = Set.of("from", "to");

    private FilterParser() {}

    /** The filters that could be read; what could not is added to the problems, named {@code filters.<attribute>}. */
    static Filters parse(@Nullable Map<String, @Nullable JsonNode> filters, List<FieldProblem> problems) {
        if (filters == null) {
            return Filters.NONE;
        }
        if (filters.size() > MOST_FILTERS) {
            problems.add(new FieldProblem("filters", "must name at most " + MOST_FILTERS + " attributes"));
            return Filters.NONE;
        }
        Map<String, Condition> conditions = new LinkedHashMap<>();
        filters.forEach((attribute, value) -> {
            try {
                conditions.put(attribute, condition(value));
            } catch (UnreadableFilter unreadable) {
                problems.add(new FieldProblem("filters." + attribute, unreadable.problem));
            }
        });
        return new Filters(conditions);
    }

    private static Condition condition(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            throw new UnreadableFilter("must be a value, a list of values, {\"from\",\"to\"} or {\"not\":[…]}");
        }
        if (value.isArray()) {
            return new AnyOf(values(value));
        }
        if (!value.isObject()) {
            return new AnyOf(List.of(scalar(value)));
        }
        if (value.propertyNames().equals(Set.of("not"))) {
            return new NoneOf(values(value.path("not")));
        }
        if (!value.isEmpty() && BOUNDS.containsAll(value.propertyNames())) {
            return range(value);
        }
        throw new UnreadableFilter("takes either \"from\" and \"to\" or \"not\"");
    }

    private static List<JsonNode> values(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_VALUES) {
            throw new UnreadableFilter("needs a list of 1 to " + MOST_VALUES + " values");
        }
        return list.valueStream().map(FilterParser::scalar).toList();
    }

    private static JsonNode scalar(JsonNode value) {
        if (value.isNumber() || value.isBoolean() || (value.isString() && UnicodeText.isValid(value.stringValue()))) {
            return value;
        }
        throw new UnreadableFilter("takes texts in valid Unicode, numbers, true and false only");
    }

    private static Range range(JsonNode value) {
        BigDecimal from = bound(value.path("from"));
        BigDecimal to = bound(value.path("to"));
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new UnreadableFilter("has a \"from\" above its \"to\"");
        }
        return new Range(from, to);
    }

    private static @Nullable BigDecimal bound(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        // A bound of a million digits would be a number, too.
        if (!value.isNumber() || Math.abs(value.doubleValue()) > 1e15) {
            throw new UnreadableFilter("needs numbers of at most 1e15 as \"from\" and \"to\"");
        }
        return value.decimalValue();
    }

    /** Leaves the reading of one filter. */
    private static final class UnreadableFilter extends RuntimeException {

        private final String problem;

        UnreadableFilter(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }
    }
}
