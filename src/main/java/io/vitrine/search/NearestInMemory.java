package io.vitrine.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the vectors with the largest inner product without reading all of them from the database: a copy in memory names the candidates,
 * and one statement reads their scores, their order, which of them pass the filters, and whether the copy is still right. So the answer is
 * what the database's own comparison would give, also while rows are added and removed.
 */
@Repository
class NearestInMemory {

    /** Looking up more of them by key takes longer than reading all. */
    private static final long MOST_WANTED = 1000;

    /** Of the nearest, as many are looked up at most, to see which pass the filters. */
    private static final int MOST_LOOKED_UP = 8000;

    /** What passes a filter does not lie evenly among all: somewhat more are looked up than would be enough if it did. */
    private static final double SPARE = 1.5;

    private static final int DEEPENING = 4;

    private final JdbcClient database;
    private final VectorsInMemory copies;

    NearestInMemory(JdbcClient database, VectorsInMemory copies) {
        this.database = database;
        this.copies = copies;
    }

    /**
     * The best, or nothing when there is no copy that could tell, or when comparing what passes the filters is less work.
     *
     * @param passing how many products pass the filters, roughly
     */
    Optional<List<Candidate>> nearest(
            EmbeddingTable table, VectorQuery query, Filters filters, long passing, long wanted) {
        if (wanted > MOST_WANTED) {
            return Optional.empty();
        }
        return copies.of(table).flatMap(copy -> {
            int depth = depth(copy, filters, passing, wanted);
            return depth > Math.min(MOST_LOOKED_UP, Math.max(passing, wanted))
                    ? Optional.empty()
                    : nearest(table, copy, query, filters, depth, (int) wanted);
        });
    }

    /** Among how many of the nearest as many as are wanted should pass. */
    private static int depth(VectorMatrix copy, Filters filters, long passing, long wanted) {
        if (filters.isEmpty()) {
            return (int) wanted;
        }
        double share = Math.clamp((double) passing / copy.size(), 1.0 / copy.size(), 1);
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(SPARE * wanted / share));
    }

    private Optional<List<Candidate>> nearest(
            EmbeddingTable table, VectorMatrix copy, VectorQuery query, Filters filters, int start, int wanted) {
        float[] scores = copy.scores(query.vector());
        for (int depth = start; depth <= MOST_LOOKED_UP; depth *= DEEPENING) {
            VectorMatrix.Best best = copy.best(scores, depth, query.besides());
            if (best.keys().size() > MOST_LOOKED_UP) {
                return Optional.empty();
            }
            Looked looked = look(table, query, filters, best.keys(), wanted);
            if (looked.changes() != copy.changes()) {
                copies.renew(table, copy);
                return Optional.empty();
            }
            if (looked.holdsAllAbove(best.bound(), wanted) || best.bound() <= query.least()) {
                return Optional.of(looked.found().stream()
                        .takeWhile(candidate -> candidate.score() >= query.least())
                        .toList());
            }
        }
        return Optional.empty();
    }

    /**
     * What the database says of some products.
     *
     * @param changes how often the table had been changed, −1 when it has been dropped
     * @param found the best of those that pass, in order
     */
    private record Looked(long changes, List<Candidate> found) {

        /** Whether no product that was not looked up can be among those wanted. */
        boolean holdsAllAbove(double bound, int wanted) {
            return bound == Double.NEGATIVE_INFINITY
                    || found.size() == wanted && found.getLast().score() >= bound;
        }
    }

    private Looked look(EmbeddingTable table, VectorQuery query, Filters filters, List<Long> keys, int wanted) {
        FilterSql filter = FilterSql.of(filters);
        // Without the fence the planner may begin with all products that pass.
        String passing = filters.isEmpty()
                ? "cast(:keys as bigint[])"
                : "array(select p.key from (select key, attributes from product where key = any(:keys) offset 0) p where "
                        + filter.condition() + ")";
        List<Row> rows = database.sql("""
                        with nearest as materialized (
                            select e.product_key, -(e.embedding <#> cast(:query as vector)) as score
                            from %s e where e.product_key = any(%s)
                            order by score desc, e.product_key limit :count)
                        select t.changes, nearest.product_key, score, product.key is not null as existing
                        from embedding_table t left join nearest on true left join product on product.key = nearest.product_key
                        where t.id = :table order by score desc, nearest.product_key
                        """.formatted(table.name(), passing))
                .params(filter.parameters())
                .param("query", VectorText.of(query.vector()))
                .param("keys", keys.toArray(Long[]::new))
                .param("table", table.id())
                .param("count", wanted)
                .query(Row::of)
                .list();
        return new Looked(
                rows.isEmpty() ? -1 : rows.getFirst().changes(),
                rows.stream().map(Row::candidate).filter(Objects::nonNull).toList());
    }

    /** A row of the answer, which has one without a candidate where none passes. */
    private record Row(long changes, @Nullable Candidate candidate) {

        static Row of(ResultSet row, int number) throws SQLException {
            boolean none = row.getObject("product_key") == null;
            return new Row(row.getLong("changes"), none ? null : Candidate.of(row, number));
        }
    }
}
