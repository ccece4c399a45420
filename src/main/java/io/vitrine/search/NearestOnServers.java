package io.vitrine.search;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the vectors with the largest inner product where they lie on several servers: each is asked for its own best, all at the same
 * time, and these are merged here.
 *
 * <p>Each server is asked by a part of the statement of its own: PostgreSQL sends a limit to a foreign table but not to the
 * partitions of a table, which would send all their rows in order. Filters cannot be sent, for the products are here. So either the
 * keys of the products that pass are sent, or the servers are asked for more than is wanted and what passes is kept: as far down as
 * every server has told all.
 */
@Repository
class NearestOnServers {

    /** As {@link NearestProducts} reads at least this many through an index with filters. */
    private static final long SORTED = 100;

    /** How many rows a server may send for a search by the index; a row is about 1.4 kB of text. */
    private static final long DEEPEST = 4000;

    /** Twice what is needed when what passes a filter lies evenly among all. */
    private static final int SPARE = 2;

    private static final int DEEPENING = 4;

    private final JdbcClient database;
    private final SearchProperties properties;
    private final FilterEstimate estimate;

    NearestOnServers(JdbcClient database, SearchProperties properties, FilterEstimate estimate) {
        this.database = database;
        this.properties = properties;
        this.estimate = estimate;
    }

    /** How a server finds its best: the measure it sends, the order of the measure, and the score that it means. */
    enum Order {
        /** By the bare operator, which the approximate index answers. */
        BY_INDEX("e.embedding <#> cast(:query as vector)", "measure", "-measure"),
        /** By the negated distance, which no index answers, so that every vector is compared. */
        BY_COMPARISON("-(e.embedding <#> cast(:query as vector))", "measure desc, e.product_key", "measure");

        private final String measure;
        private final String order;
        private final String score;

        Order(String measure, String order, String score) {
            this.measure = measure;
            this.order = order;
            this.score = score;
        }
    }

    /** One more than wanted if there is, so that a tie across the end shows; none when the filters let too little through. */
    List<Candidate> approximate(EmbeddingTable table, VectorQuery query, Filters filters, long wanted) {
        if (filters.isEmpty()) {
            return nearest(table, query, Order.BY_INDEX, wanted + 1);
        }
        long needed = Math.max(wanted, SORTED) + 1;
        double share = (double) Math.max(1, estimate.passing(table, filters))
                / Math.max(1, estimate.passing(table, Filters.NONE));
        long depth = needed + (long) (SPARE * needed / share / table.servers().size());
        return depth > DEEPEST ? List.of() : passing(table, query, filters, Order.BY_INDEX, depth, needed);
    }

    /** What a comparison with every vector gives. */
    List<Candidate> exact(EmbeddingTable table, VectorQuery query, Filters filters, long wanted) {
        if (filters.isEmpty()) {
            List<Candidate> found = nearest(table, query, Order.BY_COMPARISON, wanted);
            if (found.stream().allMatch(Candidate::exists)) {
                return found;
            }
        } else if (estimate.passing(table, filters) < properties.filteredApproximateFrom()) {
            return ofKeys(table, query, keys(table, filters), wanted);
        }
        long rows = database.sql("select " + table.rowCount()).query(Long.class).single();
        long depth = wanted + SORTED;
        List<Candidate> found = passing(table, query, filters, Order.BY_COMPARISON, depth, wanted);
        while (found.size() < wanted && depth <= rows) {
            depth *= DEEPENING;
            found = passing(table, query, filters, Order.BY_COMPARISON, depth, wanted);
        }
        return found;
    }

    /** Every server's best, whether their products exist or not. */
    private List<Candidate> nearest(EmbeddingTable table, VectorQuery query, Order order, long wanted) {
        return ask(table, query, order, "", "true", Map.of(), wanted, wanted);
    }

    /** The best of those whose products exist and pass the filters, as far as every server has told all of them. */
    private List<Candidate> passing(
            EmbeddingTable table, VectorQuery query, Filters filters, Order order, long depth, long wanted) {
        FilterSql filter = FilterSql.of(filters);
        String condition = "p.key is not null and " + filter.condition()
                + " and (horizon.score is null or nearest.score > horizon.score)";
        return ask(table, query, order, "", condition, filter.parameters(), depth, wanted);
    }

    private List<Candidate> ofKeys(EmbeddingTable table, VectorQuery query, List<Long> keys, long wanted) {
        Map<String, Object> parameters = Map.of("keys", keys.toArray(Long[]::new));
        String among = "and e.product_key = any(:keys)";
        return ask(table, query, Order.BY_COMPARISON, among, "p.key is not null", parameters, wanted, wanted);
    }

    private List<Long> keys(EmbeddingTable table, Filters filters) {
        FilterSql filter = FilterSql.of(filters);
        return database.sql("select p.key from product p where p.catalogue = :catalogue and " + filter.condition())
                .params(filter.parameters())
                .param("catalogue", table.catalogue())
                .query(Long.class)
                .list();
    }

    /**
     * @param among a condition that the servers check
     * @param condition what is checked here
     * @param depth how many a server is asked for
     */
    private List<Candidate> ask(
            EmbeddingTable table,
            VectorQuery query,
            Order order,
            String among,
            String condition,
            Map<String, Object> parameters,
            long depth,
            long wanted) {
        return database
                .sql(statement(table, order, among, condition))
                .params(parameters)
                .param("query", VectorText.of(query.vector()))
                .param("besides", query.besides())
                .param("depth", depth)
                .param("count", wanted)
                .query(Candidate::of)
                .list()
                .stream()
                .takeWhile(candidate -> candidate.score() >= query.least())
                .toList();
    }

    static String statement(EmbeddingTable table, Order order, String among, String condition) {
        List<String> parts = table.parts();
        String all = IntStream.range(0, parts.size())
                .mapToObj(part -> """
                        (select %d as part, e.product_key, %s as measure from %s e
                         where e.product_key is distinct from cast(:besides as bigint) %s order by %s limit :depth)
                        """.formatted(part, order.measure, parts.get(part), among, order.order))
                .collect(Collectors.joining("union all "));
        return """
                with nearest as materialized (select part, product_key, %s as score from (%s) found),
                horizon as (
                    select max(least) as score
                    from (select min(score) as least from nearest group by part having count(*) = :depth) told)
                select nearest.product_key, nearest.score, p.key is not null as existing
                from nearest cross join horizon left join product p on p.key = nearest.product_key
                where %s
                order by nearest.score desc, nearest.product_key limit :count
                """.formatted(order.score, all, condition);
    }
}
