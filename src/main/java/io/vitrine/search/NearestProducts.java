package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the vectors with the largest inner product. Equal scores are ordered by product key, so that pages do not overlap.
 *
 * <p>The approximate index is used by its bare operator in a materialised part of the statement only, because a second sort key
 * would disable it. Its number of candidates is fixed and it continues in strict order, so a longer page begins with the shorter
 * one. Strict order drops what is found late, though, which with filters is much: then more than a page is read in the order it is
 * found, and sorted. All vectors that pass the filters are compared instead where a copy in memory makes that fast, where they are so few
 * that this is faster, and where the index's answer could be wrong in a way that shows: too few, or a tie across the page's end.
 */
@Repository
class NearestProducts {

    /** As many are read through an index with filters at least; within these, a longer page begins with the shorter one. */
    private static final long SORTED = 100;

    private final JdbcClient database;
    private final SearchProperties properties;
    private final MissingVectors missing;
    private final FilterEstimate estimate;
    private final NearestInMemory memory;
    private final NearestOnServers servers;
    private final TransactionTemplate reading;

    NearestProducts(
            JdbcClient database,
            SearchProperties properties,
            MissingVectors missing,
            FilterEstimate estimate,
            NearestInMemory memory,
            NearestOnServers servers,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.properties = properties;
        this.missing = missing;
        this.estimate = estimate;
        this.memory = memory;
        this.servers = servers;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** The scores of single products, by key, of those that have a vector. */
    Map<Long, Double> scores(EmbeddingTable table, VectorQuery query, List<Long> productKeys) {
        Map<Long, Double> scores = new HashMap<>();
        database.sql("select e.product_key, -(e.embedding <#> cast(:query as vector)) as score from " + table.name()
                        + " e where e.product_key = any(:keys)")
                .param("query", VectorText.of(query.vector()))
                .param("keys", productKeys.toArray(Long[]::new))
                .query(row -> {
                    scores.put(row.getLong("product_key"), row.getDouble("score"));
                });
        return scores;
    }

    /**
     * A page of the nearest.
     *
     * @param offset how many of the best to leave out
     * @param exact whether every vector that passes the filters must be compared
     */
    Neighbours nearest(EmbeddingTable table, VectorQuery query, Filters filters, int limit, int offset, boolean exact) {
        long wanted = (long) offset + limit;
        long passing = filters.isEmpty() ? Long.MAX_VALUE : estimate.passing(table, filters);
        return memory.nearest(table, query, filters, passing, wanted)
                .filter(NearestProducts::allExist)
                .map(found -> page(table, filters, found, limit, offset, true))
                .orElseGet(() -> {
                    boolean approximate =
                            table.approximate() && !exact && passing >= properties.filteredApproximateFrom();
                    return inDatabase(table, query, filters, limit, offset, approximate);
                });
    }

    /** The best by the approximate index, also where a copy in memory would be asked instead. */
    Neighbours byIndex(EmbeddingTable table, VectorQuery query, int limit) {
        return inDatabase(table, query, Filters.NONE, limit, 0, true);
    }

    /** In a transaction, within which the index's settings hold. */
    private Neighbours inDatabase(
            EmbeddingTable table, VectorQuery query, Filters filters, int limit, int offset, boolean approximate) {
        return Objects.requireNonNull(
                reading.execute(status -> compare(table, query, filters, limit, offset, approximate)));
    }

    private Neighbours compare(
            EmbeddingTable table, VectorQuery query, Filters filters, int limit, int offset, boolean approximate) {
        long wanted = (long) offset + limit;
        if (approximate) {
            List<Candidate> candidates = approximate(table, query, filters, wanted);
            if (isTrustworthy(candidates, wanted)) {
                return page(table, filters, candidates, limit, offset, false);
            }
        }
        return page(table, filters, scan(table, query, filters, wanted), limit, offset, true);
    }

    private Neighbours page(
            EmbeddingTable table, Filters filters, List<Candidate> found, int limit, int offset, boolean exact) {
        List<Neighbour> page = found.stream()
                .skip(offset)
                .limit(limit)
                .map(Candidate::neighbour)
                .toList();
        boolean complete = page.size() == limit || !missing.any(table, filters);
        return new Neighbours(page, exact, complete);
    }

    private static boolean allExist(List<Candidate> candidates) {
        return candidates.stream().allMatch(Candidate::exists);
    }

    private static boolean isTrustworthy(List<Candidate> candidates, long wanted) {
        if (candidates.size() <= wanted || !allExist(candidates)) {
            return false;
        }
        return candidates.get((int) wanted - 1).score()
                > candidates.get((int) wanted).score();
    }

    /** One more than wanted, so that a tie across the end shows. */
    private List<Candidate> approximate(EmbeddingTable table, VectorQuery query, Filters filters, long wanted) {
        if (table.isOnServers()) {
            return servers.approximate(table, query, filters, wanted);
        }
        database.sql("select set_config('hnsw.ef_search', :candidates, true),"
                        + " set_config('hnsw.iterative_scan', :order, true)")
                .param("candidates", Integer.toString(properties.candidates()))
                .param("order", filters.isEmpty() ? "strict_order" : "relaxed_order")
                .query((row, number) -> row.getString(1))
                .single();
        return candidates(
                source(table, !filters.isEmpty()),
                "order by e.embedding <#> cast(:query as vector)",
                query,
                filters,
                filters.isEmpty() ? wanted + 1 : Math.max(wanted, SORTED) + 1);
    }

    /** The negated distance matches no index, so every vector is compared. */
    private List<Candidate> scan(EmbeddingTable table, VectorQuery query, Filters filters, long wanted) {
        if (table.isOnServers()) {
            return servers.exact(table, query, filters, wanted);
        }
        String order = "order by score desc, e.product_key";
        List<Candidate> found = candidates(source(table, !filters.isEmpty()), order, query, filters, wanted);
        if (allExist(found)) {
            return found;
        }
        return candidates(source(table, true), order, query, filters, wanted);
    }

    private static String source(EmbeddingTable table, boolean joined) {
        return table.name() + " e" + (joined ? " join product p on p.key = e.product_key" : "");
    }

    private List<Candidate> candidates(String source, String order, VectorQuery query, Filters filters, long count) {
        FilterSql filter = FilterSql.of(filters);
        return database
                .sql("""
                        with nearest as materialized (
                            select e.product_key, -(e.embedding <#> cast(:query as vector)) as score
                            from %s where %s and e.product_key is distinct from cast(:besides as bigint) %s limit :count)
                        select nearest.product_key, score, product.key is not null as existing
                        from nearest left join product on product.key = nearest.product_key
                        order by score desc, nearest.product_key
                        """.formatted(source, filter.condition(), order))
                .params(filter.parameters())
                .param("query", VectorText.of(query.vector()))
                .param("besides", query.besides())
                .param("count", count)
                .query(Candidate::of)
                .list()
                .stream()
                .takeWhile(candidate -> candidate.score() >= query.least())
                .toList();
    }
}
