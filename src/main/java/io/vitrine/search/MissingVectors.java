package io.vitrine.search;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Products that have a picture but no vector of it yet; those whose picture cannot be read do not count. */
@Repository
class MissingVectors {

    private static final String MISSING = """
            from product p
            where p.catalogue = :catalogue and p.picture_hash is not null and p.key between :first and :last and %s
              and not exists (
                  select from %s e where e.product_key = p.key and e.picture_hash = p.picture_hash)
              and not exists (
                  select from embedding_skip s
                  where s.embedding_table = :table and s.product_key = p.key and s.picture_hash = p.picture_hash)
            """;

    private final JdbcClient database;
    private final MissingOnServers servers;

    MissingVectors(JdbcClient database, MissingOnServers servers) {
        this.database = database;
        this.servers = servers;
    }

    long count(EmbeddingTable table) {
        if (table.isOnServers()) {
            return servers.count(table);
        }
        return ask("select count(*) ", "", table, Filters.NONE, KeyRange.ALL)
                .query(Long.class)
                .single();
    }

    /** Whether a product that passes the filters could not be found because it is not indexed yet. */
    boolean any(EmbeddingTable table, Filters filters) {
        if (table.isOnServers()) {
            return servers.any(table, filters);
        }
        return ask("select exists (select ", ")", table, filters, KeyRange.ALL)
                .query(Boolean.class)
                .single();
    }

    /** The first products by key among these. */
    List<Long> page(EmbeddingTable table, KeyRange keys, int size) {
        if (table.isOnServers()) {
            return servers.page(table, Filters.NONE, keys, size);
        }
        return ask("select p.key ", " order by p.key limit " + size, table, Filters.NONE, keys)
                .query(Long.class)
                .list();
    }

    /** The parts of {@code size} successive keys in which there are some. */
    List<KeyRange> parts(EmbeddingTable table, int size) {
        if (table.isOnServers()) {
            return servers.parts(table, size);
        }
        return ask("select distinct p.key / " + size + " as part ", " order by part", table, Filters.NONE, KeyRange.ALL)
                .query((row, number) -> KeyRange.part(row.getLong("part"), size))
                .list();
    }

    /** Whether the table holds vectors of products that are gone, or of pictures they no longer have. */
    boolean hasOutdated(EmbeddingTable table) {
        if (table.isOnServers()) {
            return servers.hasOutdated(table);
        }
        return database.sql("select exists (select from " + table.name() + " e where " + OUTDATED + ")")
                .query(Boolean.class)
                .single();
    }

    /** Removes what {@link #hasOutdated} finds, and says how many. */
    int removeOutdated(EmbeddingTable table) {
        if (table.isOnServers()) {
            return servers.removeOutdated(table);
        }
        return database.sql("delete from " + table.name() + " e where " + OUTDATED)
                .update();
    }

    private static final String OUTDATED =
            "not exists (select from product p where p.key = e.product_key and p.picture_hash = e.picture_hash)";

    private JdbcClient.StatementSpec ask(
            String start, String end, EmbeddingTable table, Filters filters, KeyRange keys) {
        FilterSql filter = FilterSql.of(filters);
        return database.sql(start + MISSING.formatted(filter.condition(), table.name()) + end)
                .params(filter.parameters())
                .param("catalogue", table.catalogue())
                .param("table", table.id())
                .param("first", keys.first())
                .param("last", keys.last());
    }
}
