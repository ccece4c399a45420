package io.vitrine.search;

import io.vitrine.search.FilterMasks.Mask;
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
 *
 * <p>With filters more of the nearest are looked up, as many as should do when what passes lies evenly among all. Where it does not, as
 * shirts among what is nearest to "watch", a mask of all that pass leaves them alone; until there is one, nothing is found here.
 */
@Repository
class NearestInMemory {

    /** Looking up more of them by key takes longer than reading all. */
    private static final long MOST_WANTED = 1000;

    /** Of the nearest, as many are looked up at most, to see which pass the filters. */
    private static final int MOST_LOOKED_UP = 8000;

    /** So many that pass a filter are compared by the database in a few milliseconds. */
    private static final long FEW = 2000;

    /** Somewhat more are looked up than would be enough if what passes lay quite evenly among all. */
    private static final double SPARE = 1.5;

    private static final int DEEPENING = 4;

    private final JdbcClient database;
    private final VectorsInMemory copies;
    private final FilterMasks masks;

    NearestInMemory(JdbcClient database, VectorsInMemory copies, FilterMasks masks) {
        this.database = database;
        this.copies = copies;
        this.masks = masks;
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
            Question question = new Question(table, copy, query, filters, (int) wanted);
            return filters.isEmpty() ? among(question, (int) wanted) : passing(question, passing);
        });
    }

    /** What is wanted of which copy. */
    private record Question(EmbeddingTable table, VectorMatrix copy, VectorQuery query, Filters filters, int wanted) {}

    private Optional<List<Candidate>> passing(Question question, long passing) {
        Optional<List<Candidate>> found =
                masks.of(question.table(), question.copy(), question.filters()).flatMap(mask -> masked(question, mask));
        if (found.isPresent()) {
            return found;
        }
        double share = (double) Math.max(1, passing) / question.copy().size();
        double depth = Math.ceil(SPARE * question.wanted() / Math.min(1, share));
        if (depth <= Math.min(MOST_LOOKED_UP, Math.max(passing, question.wanted()))) {
            found = among(question, (int) depth);
        }
        if (found.isEmpty() && passing > FEW) {
            masks.prepare(question.table(), question.copy(), question.filters());
        }
        return found;
    }

    private Optional<List<Candidate>> masked(Question question, Mask mask) {
        VectorMatrix copy = question.copy();
        VectorMatrix.Best best;
        try (VectorMatrix.Scores scores = copy.scores(question.query().vector())) {
            scores.keep(mask.positions());
            best = scores.best(question.wanted(), question.query().besides());
        }
        if (best.keys().size() > MOST_LOOKED_UP) {
            return Optional.empty();
        }
        Optional<Looked> looked = look(question, best.keys());
        if (looked.isPresent() && looked.get().revision() != mask.revision()) {
            masks.renew(question.table(), copy, question.filters(), mask);
            return Optional.empty();
        }
        return looked.flatMap(seen -> seen.answer(question, best.bound()));
    }

    /** Looks up so many of the nearest, and if these do not tell, more. */
    private Optional<List<Candidate>> among(Question question, int start) {
        try (VectorMatrix.Scores scores =
                question.copy().scores(question.query().vector())) {
            Optional<List<Candidate>> found;
            long depth = start;
            do {
                VectorMatrix.Best best =
                        scores.best((int) depth, question.query().besides());
                if (best.keys().size() > MOST_LOOKED_UP) {
                    return Optional.empty();
                }
                Optional<Looked> looked = look(question, best.keys());
                if (looked.isEmpty()) {
                    return Optional.empty();
                }
                found = looked.get().answer(question, best.bound());
                depth *= DEEPENING;
            } while (found.isEmpty() && depth <= MOST_LOOKED_UP);
            return found;
        }
    }

    /**
     * What the database says of some products.
     *
     * @param revision of the catalogue
     * @param found the best of those that pass, in order
     */
    private record Looked(long revision, List<Candidate> found) {

        /**
         * What was wanted, unless a product that was not looked up may be among it.
         *
         * @param bound above the scores of all of these
         */
        Optional<List<Candidate>> answer(Question question, double bound) {
            double least = question.query().least();
            boolean holdsAll = bound == Double.NEGATIVE_INFINITY
                    || bound <= least
                    || found.size() == question.wanted() && found.getLast().score() >= bound;
            return holdsAll
                    ? Optional.of(found.stream()
                            .takeWhile(candidate -> candidate.score() >= least)
                            .toList())
                    : Optional.empty();
        }
    }

    /** Nothing when the copy is outdated. */
    private Optional<Looked> look(Question question, List<Long> keys) {
        FilterSql filter = FilterSql.of(question.filters());
        // Without the fence the planner may begin with all products that pass.
        String passing = question.filters().isEmpty()
                ? "cast(:keys as bigint[])"
                : "array(select p.key from (select key, attributes from product where key = any(:keys) offset 0) p where "
                        + filter.condition() + ")";
        List<Row> rows = database.sql("""
                        with nearest as materialized (
                            select e.product_key, -(e.embedding <#> cast(:query as vector)) as score
                            from %s e where e.product_key = any(%s)
                            order by score desc, e.product_key limit :count)
                        select t.changes, coalesce(c.revision, 0) as revision, nearest.product_key, score,
                            product.key is not null as existing
                        from embedding_table t left join catalogue_change c on c.catalogue = t.catalogue
                            left join nearest on true left join product on product.key = nearest.product_key
                        where t.id = :table order by score desc, nearest.product_key
                        """.formatted(question.table().name(), passing))
                .params(filter.parameters())
                .param("query", VectorText.of(question.query().vector()))
                .param("keys", keys.toArray(Long[]::new))
                .param("table", question.table().id())
                .param("count", question.wanted())
                .query(Row::of)
                .list();
        if (rows.isEmpty() || rows.getFirst().changes() != question.copy().changes()) {
            copies.renew(question.table(), question.copy());
            return Optional.empty();
        }
        return Optional.of(new Looked(
                rows.getFirst().revision(),
                rows.stream().map(Row::candidate).filter(Objects::nonNull).toList()));
    }

    /**
     * A row of the answer, which has one without a candidate where none passes, and none when the table has been dropped.
     *
     * @param changes how often the table had been changed
     */
    private record Row(
            long changes, long revision, @Nullable Candidate candidate) {

        static Row of(ResultSet row, int number) throws SQLException {
            boolean none = row.getObject("product_key") == null;
            return new Row(row.getLong("changes"), row.getLong("revision"), none ? null : Candidate.of(row, number));
        }
    }
}
