package io.vitrine.search;

import io.vitrine.search.Filters.AnyOf;
import io.vitrine.search.Filters.Condition;
import io.vitrine.search.Filters.NoneOf;
import io.vitrine.search.Filters.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Filters as a condition on {@code product p}: equality by containment, which the index on attributes answers, ranges by a JSON
 * path. Nothing a caller wrote becomes part of the statement.
 */
final class FilterSql {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private FilterSql() {}

    static FilterSql of(Filters filters) {
        FilterSql sql = new FilterSql();
        filters.conditions().forEach(sql::add);
        return sql;
    }

    /** {@code true} without filters. */
    String condition() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void add(String attribute, Condition condition) {
        conditions.add(
                switch (condition) {
                    case AnyOf any -> containsAny(attribute, any.values());
                    case NoneOf none -> "not " + containsAny(attribute, none.values());
                    case Range range -> between(attribute, range);
                });
    }

    private String containsAny(String attribute, List<JsonNode> values) {
        return values.stream()
                .map(value -> "p.attributes @> cast(:"
                        + parameter(object(attribute, value).toString()) + " as jsonb)")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** {@code double()} reads texts such as "2012", too; what is no number makes the silent path come out as false. */
    private String between(String attribute, Range range) {
        List<String> bounds = new ArrayList<>();
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        if (range.from() != null) {
            bounds.add("@ >= $from");
            variables.put("from", range.from());
        }
        if (range.to() != null) {
            bounds.add("@ <= $to");
            variables.put("to", range.to());
        }
        String path = "$." + JsonNodeFactory.instance.stringNode(attribute) + ".double() ? ("
                + String.join(" && ", bounds) + ")";
        return "jsonb_path_exists(p.attributes, cast(:" + parameter(path) + " as jsonpath), cast(:"
                + parameter(variables.toString()) + " as jsonb), true)";
    }

    private String parameter(Object value) {
        String name = "filter" + parameters.size();
        parameters.put(name, value);
        return name;
    }

    private static ObjectNode object(String attribute, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(attribute, value);
    }
}
