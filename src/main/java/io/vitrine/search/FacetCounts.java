package io.vitrine.search;

import io.vitrine.search.Filters.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the values of attributes among the products that a search could return. A filter on an attribute does not narrow that
 * attribute's own values, so that one can see what else could be chosen.
 */
@Repository
class FacetCounts {

    private static final int MOST_VALUES = 500;

    private final JdbcClient database;
    private final JsonMapper json;

    FacetCounts(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The most frequent values of each attribute, most frequent first; costs a pass over the catalogue for each. */
    Map<String, List<FacetValue>> of(Scope scope, Filters filters, List<String> attributes) {
        Map<String, List<FacetValue>> counts = new LinkedHashMap<>();
        attributes.forEach(attribute -> counts.put(attribute, values(scope, without(filters, attribute), attribute)));
        return counts;
    }

    private static Filters without(Filters filters, String attribute) {
        Map<String, Condition> others = new LinkedHashMap<>(filters.conditions());
        others.remove(attribute);
        return new Filters(others);
    }

    private List<FacetValue> values(Scope scope, Filters filters, String attribute) {
        FilterSql filter = FilterSql.of(filters);
        return database.sql("""
                        select p.attributes -> :attribute as value, count(*) as products
                        from %s
                        where jsonb_exists(p.attributes, :attribute) and %s and %s
                        group by value order by products desc, value limit :most
                        """.formatted(scope.from(), scope.condition(), filter.condition()))
                .params(filter.parameters())
                .params(scope.parameters())
                .param("attribute", attribute)
                .param("most", MOST_VALUES)
                .query((row, number) -> new FacetValue(json.readTree(row.getString("value")), row.getLong("products")))
                .list();
    }

    /** A value that an attribute has, and how many products have it. */
    record FacetValue(JsonNode value, long count) {}
}
