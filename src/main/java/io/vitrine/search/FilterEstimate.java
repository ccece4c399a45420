package io.vitrine.search;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** How many rows of a table of vectors a filter lets through, as PostgreSQL's planner estimates it from its samples, without counting. */
@Repository
class FilterEstimate {

    private final JdbcClient database;
    private final JsonMapper json;

    FilterEstimate(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    long passing(EmbeddingTable table, Filters filters) {
        FilterSql filter = FilterSql.of(filters);
        String plan = database.sql("explain (format json) select from " + table.name()
                        + " e join product p on p.key = e.product_key where " + filter.condition())
                .params(filter.parameters())
                .query(String.class)
                .single();
        return json.readTree(plan).path(0).path("Plan").path("Plan Rows").asLong();
    }
}
