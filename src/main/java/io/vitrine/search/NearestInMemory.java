package io.vitrine.search;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the vectors with the largest inner product without reading all of them from the database: a copy in memory names the candidates,
 * and one statement reads their scores, their order and whether the copy is still right. So the answer is what the database's own
 * comparison would give, also while rows are added and removed.
 */
@Repository
class NearestInMemory {

    /** Looking up more of them by key takes longer than reading all. */
    private static final long MOST = 1000;

    private final JdbcClient database;
    private final VectorsInMemory copies;

    NearestInMemory(JdbcClient database, VectorsInMemory copies) {
        this.database = database;
        this.copies = copies;
    }

    /** The best, or nothing when there is no copy that could tell. */
    Optional<List<Candidate>> nearest(EmbeddingTable table, VectorQuery query, long wanted) {
        if (table.approximate() || wanted > MOST) {
            return Optional.empty();
        }
        return copies.of(table).flatMap(copy -> nearest(table, copy, query, (int) wanted));
    }

    private Optional<List<Candidate>> nearest(EmbeddingTable table, VectorMatrix copy, VectorQuery query, int wanted) {
        List<Long> keys = copy.candidates(query.vector(), wanted, query.besides());
        List<Candidate> found = scored(table, copy, query, keys, wanted);
        if (found.isEmpty() || found.size() < Math.min(keys.size(), wanted)) {
            copies.renew(table, copy);
            return Optional.empty();
        }
        return Optional.of(found.stream()
                .takeWhile(candidate -> candidate.score() >= query.least())
                .toList());
    }

    /** The best of these keys; none when the table has changed since it was copied. */
    private List<Candidate> scored(
            EmbeddingTable table, VectorMatrix copy, VectorQuery query, List<Long> keys, int wanted) {
        return database.sql("""
                        select e.product_key, -(e.embedding <#> cast(:query as vector)) as score, p.key is not null as existing
                        from %s e left join product p on p.key = e.product_key
                        where e.product_key = any(:keys) and (select changes from embedding_table where id = :table) = :changes
                        order by score desc, e.product_key limit :count
                        """.formatted(table.name()))
                .param("query", VectorText.of(query.vector()))
                .param("keys", keys.toArray(Long[]::new))
                .param("table", table.id())
                .param("changes", copy.changes())
                .param("count", wanted)
                .query(Candidate::of)
                .list();
    }
}
