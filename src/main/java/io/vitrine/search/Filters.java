package io.vitrine.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Conditions on attributes, by attribute name; a product must meet all of them. */
record Filters(Map<String, Condition> conditions) {

    static final Filters NONE = new Filters(Map.of());

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** What one attribute must be. */
    sealed interface Condition {}

    /** The attribute equals one of the values. */
    record AnyOf(List<JsonNode> values) implements Condition {}

    /** The attribute equals none of the values; a product without the attribute passes. */
    record NoneOf(List<JsonNode> values) implements Condition {}

    /** The attribute is a number, or a text that is one, between two bounds, both inclusive; null leaves a side open. */
    record Range(@Nullable BigDecimal from, @Nullable BigDecimal to) implements Condition {}
}
