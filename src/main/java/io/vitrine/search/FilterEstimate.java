package io.vitrine.search;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What share of a table of vectors a filter lets through, as PostgreSQL's planner estimates it from its samples, without counting. */
@Repository
class FilterEstimate {

    private final JdbcClient database;
    private final JsonMapper json;

    FilterEstimate(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param rows in the table that pass the filters, at least one */
    record Passing(long rows, double share) {}

    Passing of(EmbeddingTable table, Filters filters) {
        FilterSql filter = FilterSql.of(filters);
        String all = "explain (format json) select from " + table.name() + " e";
        double passing = rows(database.sql(all + " join product p on p.key = e.product_key where " + filter.condition())
                .params(filter.parameters()));
        double total = Math.max(passing, rows(database.sql(all)));
        return new Passing((long) passing, passing / total);
    }

    private double rows(JdbcClient.StatementSpec explain) {
        String plan = explain.query(String.class).single();
        return Math.max(
                1, json.readTree(plan).path(0).path("Plan").path("Plan Rows").asDouble());
    }
}
