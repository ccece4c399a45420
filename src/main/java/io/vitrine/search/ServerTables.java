package io.vitrine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes and drops tables of vectors whose rows lie on several PostgreSQL servers: a table here that is partitioned by the hash of the
 * product's key, and on each server a table that a foreign partition stands for.
 *
 * <p>What is done on the servers is done by sessions of their own and is not undone with this database's transaction; nor may that
 * transaction have read the table before, for it would hold locks there that these sessions wait for.
 */
@Repository
class ServerTables {

    /** Rows are sent by the thousand, fetched by the ten thousand, and asked of all servers at once. */
    private static final String PARTITION_OPTIONS = "batch_size '1000', fetch_size '10000', async_capable 'true'";

    private final JdbcClient database;

    ServerTables(JdbcClient database) {
        this.database = database;
    }

    void create(EmbeddingTable table) {
        onServers(table, EmbeddingTable::creation);
        database.sql("create table " + table.name() + " " + EmbeddingTable.COLUMNS + " partition by hash (product_key)")
                .update();
        List<String> parts = table.parts();
        for (int i = 0; i < parts.size(); i++) {
            database.sql("create foreign table %s partition of %s for values with (modulus %d, remainder %d) server %s"
                                    .formatted(
                                            parts.get(i),
                                            table.name(),
                                            parts.size(),
                                            i,
                                            quoted(table.servers().get(i)))
                            + " options (table_name '" + parts.get(i) + "', " + PARTITION_OPTIONS + ")")
                    .update();
        }
    }

    /**
     * Has every server index its rows, all of them at the same time.
     *
     * @param index the statement that makes the approximate index of the table it is given, or nothing
     * @param memory kB that a server may take for it
     */
    void index(EmbeddingTable table, UnaryOperator<String> index, long memory) {
        onServers(
                table,
                part -> "set maintenance_work_mem = '" + memory + "kB'; " + index.apply(part) + "; analyze " + part);
    }

    /** Drops it here and on those of its servers that there still are. */
    void drop(EmbeddingTable table) {
        Set<String> known = database.sql("select srvname from pg_foreign_server")
                .query(String.class)
                .set();
        database.sql("drop table if exists " + table.name()).update();
        List<String> servers = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < table.servers().size(); i++) {
            if (known.contains(table.servers().get(i))) {
                servers.add(table.servers().get(i));
                statements.add("drop table if exists " + table.parts().get(i));
            }
        }
        run(servers, statements);
    }

    private void onServers(EmbeddingTable table, UnaryOperator<String> statement) {
        run(table.servers(), table.parts().stream().map(statement).collect(Collectors.toList()));
    }

    private void run(List<String> servers, List<String> statements) {
        database.sql("select true from run_on_vector_servers(:servers, :statements)")
                .param("servers", servers.toArray(String[]::new))
                .param("statements", statements.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
