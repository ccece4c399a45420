package io.vitrine.search;

import java.time.Instant;
import java.util.BitSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads which products pass filters. */
@Repository
class PassingProducts {

    private static final int FETCH = 10_000;

    private final JdbcClient database;

    PassingProducts(JdbcClient database) {
        this.database = database;
    }

    /** The places in a copy of all products that pass, as they are at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    FilterMasks.Mask mask(String catalogue, VectorMatrix copy, Filters filters) {
        Instant start = Instant.now();
        long revision = database.sql(
                        "select coalesce((select revision from catalogue_change where catalogue = :catalogue), 0)")
                .param("catalogue", catalogue)
                .query(Long.class)
                .single();
        BitSet positions = new BitSet(copy.size());
        FilterSql filter = FilterSql.of(filters);
        database.sql("select p.key from product p where p.catalogue = :catalogue and " + filter.condition())
                .params(filter.parameters())
                .param("catalogue", catalogue)
                .withFetchSize(FETCH)
                .query(row -> {
                    int position = copy.position(row.getLong("key"));
                    if (position >= 0) {
                        positions.set(position);
                    }
                });
        return new FilterMasks.Mask(positions, revision, Reading.since(start));
    }
}
