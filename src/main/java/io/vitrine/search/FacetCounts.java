package io.vitrine.search;

import io.vitrine.search.Filters.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /**
     * The most frequent values of each attribute, most frequent first; costs one pass over the catalogue for all attributes without a
     * filter, and one for each other.
     */
    Map<String, List<FacetValue>> of(Scope scope, Filters filters, List<String> attributes) {
        Map<String, List<FacetValue>> counts = new LinkedHashMap<>();
        attributes.forEach(attribute -> counts.put(attribute, new ArrayList<>()));
        Map<Boolean, List<String>> byFilter =
                attributes.stream().collect(Collectors.partitioningBy(filters.conditions()::containsKey));
        count(scope, filters, byFilter.getOrDefault(false, List.of()), counts);
        byFilter.getOrDefault(true, List.of())
                .forEach(attribute -> count(scope, without(filters, attribute), List.of(attribute), counts));
        return counts;
    }

    private static Filters without(Filters filters, String attribute) {
        Map<String, Condition> others = new LinkedHashMap<>(filters.conditions());
        others.remove(attribute);
        return new Filters(others);
    }

    private void count(Scope scope, Filters filters, List<String> attributes, Map<String, List<FacetValue>> counts) {
        if (attributes.isEmpty()) {
            return;
        }
        FilterSql filter = FilterSql.of(filters);
        database.sql("""
                        select attribute, value, products from (
                            select attribute, value, products,
                                row_number() over (partition by attribute order by products desc, value) as place
                            from (
                                select facet.attribute, p.attributes -> facet.attribute as value, count(*) as products
                                from %s cross join unnest(cast(:attributes as text[])) as facet (attribute)
                                where %s and %s and p.attributes -> facet.attribute is not null
                                group by 1, 2) as counted) as placed
                        where place <= :most order by attribute, place
                        """.formatted(scope.from(), scope.condition(), filter.condition()))
                .params(filter.parameters())
                .params(scope.parameters())
                .param("attributes", attributes.toArray(String[]::new))
                .param("most", MOST_VALUES)
                .query(row -> {
                    FacetValue value = new FacetValue(json.readTree(row.getString("value")), row.getLong("products"));
                    Objects.requireNonNull(counts.get(row.getString("attribute")))
                            .add(value);
                });
    }

    /** A value that an attribute has, and how many products have it. */
    record FacetValue(JsonNode value, long count) {}
}
