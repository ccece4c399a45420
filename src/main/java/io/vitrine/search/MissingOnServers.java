package io.vitrine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What {@link MissingVectors} tells, of a table whose rows lie on several servers. The products are here, so either some keys are
 * looked up there, or all keys and hashes are fetched, about 100 bytes a row; and then compared as sets, which is never done row by row,
 * however little the planner knows of the servers' tables.
 */
@Repository
class MissingOnServers {

    /** How many products are looked up at a time. */
    private static final int BLOCK = 5000;

    private static final String WANTED = """
            from product p
            where p.catalogue = :catalogue and p.picture_hash is not null and p.key between :first and :last and %s
              and not exists (
                  select from embedding_skip s
                  where s.embedding_table = :table and s.product_key = p.key and s.picture_hash = p.picture_hash)
            """;

    private static final String OUTDATED = """
            select product_key, picture_hash from %s
            except select p.key, p.picture_hash from product p where p.catalogue = :catalogue
            """;

    private final JdbcClient database;

    MissingOnServers(JdbcClient database) {
        this.database = database;
    }

    /** A product and the picture that it has. */
    private record Pictured(long key, String hash) {}

    /** Costs fetching all keys. */
    long count(EmbeddingTable table) {
        return askAll("select count(*)", table, "").query(Long.class).single();
    }

    /** Costs fetching all keys. */
    List<KeyRange> parts(EmbeddingTable table, int size) {
        return askAll("select distinct missing.key / " + size + " as part", table, " order by part")
                .query((row, number) -> KeyRange.part(row.getLong("part"), size))
                .list();
    }

    private JdbcClient.StatementSpec askAll(String start, EmbeddingTable table, String end) {
        String wanted = "select p.key, p.picture_hash " + WANTED.formatted("true");
        return database.sql(start + " from (" + wanted + " except select product_key, picture_hash from " + table.name()
                        + ") missing" + end)
                .param("catalogue", table.catalogue())
                .param("table", table.id())
                .param("first", KeyRange.ALL.first())
                .param("last", KeyRange.ALL.last());
    }

    boolean any(EmbeddingTable table, Filters filters) {
        return !page(table, filters, KeyRange.ALL, 1).isEmpty();
    }

    /** The first products by key among these, which may be fewer than there are; none when there are no more. */
    List<Long> page(EmbeddingTable table, Filters filters, KeyRange keys, int size) {
        List<Pictured> block = block(table, filters, keys);
        while (!block.isEmpty()) {
            Map<Long, String> there = there(table, block);
            List<Long> missing = block.stream()
                    .filter(product -> !product.hash().equals(there.get(product.key())))
                    .map(Pictured::key)
                    .limit(size)
                    .toList();
            if (!missing.isEmpty()) {
                return missing;
            }
            block = block(table, filters, keys.after(block.getLast().key()));
        }
        return List.of();
    }

    /** Costs fetching all keys. */
    boolean hasOutdated(EmbeddingTable table) {
        return database.sql("select exists (" + OUTDATED.formatted(table.name()) + ")")
                .param("catalogue", table.catalogue())
                .query(Boolean.class)
                .single();
    }

    /** In two steps: a DELETE that compares with the products would lock every row of every server. */
    int removeOutdated(EmbeddingTable table) {
        List<Long> keys = new ArrayList<>();
        database.sql(OUTDATED.formatted(table.name()))
                .param("catalogue", table.catalogue())
                .query(row -> {
                    keys.add(row.getLong("product_key"));
                });
        return keys.isEmpty()
                ? 0
                : database.sql("delete from " + table.name() + " where product_key = any(:keys)")
                        .param("keys", keys.toArray(Long[]::new))
                        .update();
    }

    private List<Pictured> block(EmbeddingTable table, Filters filters, KeyRange keys) {
        FilterSql filter = FilterSql.of(filters);
        return database.sql("select p.key, p.picture_hash as hash " + WANTED.formatted(filter.condition())
                        + " order by p.key limit " + BLOCK)
                .params(filter.parameters())
                .param("catalogue", table.catalogue())
                .param("table", table.id())
                .param("first", keys.first())
                .param("last", keys.last())
                .query(Pictured.class)
                .list();
    }

    private Map<Long, String> there(EmbeddingTable table, List<Pictured> products) {
        Map<Long, String> hashes = new HashMap<>();
        database.sql("select product_key, picture_hash from " + table.name() + " where product_key = any(:keys)")
                .param("keys", products.stream().map(Pictured::key).toArray(Long[]::new))
                .query(row -> {
                    hashes.put(row.getLong("product_key"), row.getString("picture_hash"));
                });
        return hashes;
    }
}
