package io.vitrine.search;

import io.vitrine.models.ModelDeleted;
import io.vitrine.search.EmbeddingTable.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** Which tables of vectors there are, and their life: created, indexed, switched to, dropped. */
@Repository
class EmbeddingTables {

    private static final String SELECT =
            "select id, model, catalogue, state, approximate, servers from embedding_table ";

    /** An estimate: 128 dimensions of 4 bytes, 48 neighbours of 16, and what holds them together. */
    private static final long GRAPH_BYTES_PER_VECTOR = 1536;

    /** With pgvector's own 16 and 64 the index found .95 of the first ten among a million vectors, with these .99. */
    private static final int NEIGHBOURS = 24;

    private static final int BUILD_CANDIDATES = 128;

    private static final DataSize SMALLEST_GRAPH = DataSize.ofMegabytes(64);

    private final JdbcClient database;
    private final ServerTables servers;
    private final SearchProperties properties;

    EmbeddingTables(JdbcClient database, ServerTables servers, SearchProperties properties) {
        this.database = database;
        this.servers = servers;
        this.properties = properties;
    }

    Optional<EmbeddingTable> live(String model, String catalogue) {
        return find(model, catalogue, State.LIVE);
    }

    /** The table that searches cannot see yet; what an earlier run loaded into it is kept. */
    @Transactional
    EmbeddingTable loading(String model, String catalogue) {
        return find(model, catalogue, State.LOADING).orElseGet(() -> create(model, catalogue));
    }

    boolean isLoading(String model, String catalogue) {
        return find(model, catalogue, State.LOADING).isPresent();
    }

    long rows(EmbeddingTable table) {
        return database.sql("select " + table.rowCount()).query(Long.class).single();
    }

    /**
     * Indexes a loaded table, which from then on no longer takes rows in bulk.
     *
     * @param rows how many it has
     */
    @Transactional
    void index(EmbeddingTable table, long rows, boolean approximate) {
        if (table.isOnServers()) {
            long memory = graphMemory(rows / table.servers().size()).toKilobytes();
            servers.index(table, part -> approximate ? graph(part) : "", memory);
        } else {
            indexHere(table, rows, approximate);
        }
        database.sql("update embedding_table set approximate = :approximate where id = :id")
                .param("approximate", approximate)
                .param("id", table.id())
                .update();
    }

    private void indexHere(EmbeddingTable table, long rows, boolean approximate) {
        if (!hasKey(table)) {
            database.sql("alter table " + table.name() + " add primary key (product_key)")
                    .update();
        }
        if (approximate) {
            database.sql("select set_config('maintenance_work_mem', :memory, true)")
                    .param("memory", graphMemory(rows).toKilobytes() + "kB")
                    .query(String.class)
                    .single();
            database.sql(graph(table.name())).update();
        }
    }

    /** A table that an older version of the service has begun to load has none. */
    private boolean hasKey(EmbeddingTable table) {
        return database.sql(
                        "select exists (select from pg_index where indrelid = cast(:table as regclass) and indisprimary)")
                .param("table", table.name())
                .query(Boolean.class)
                .single();
    }

    private static String graph(String table) {
        return "create index on " + table + " using hnsw (embedding vector_ip_ops) with (m = " + NEIGHBOURS
                + ", ef_construction = " + BUILD_CANDIDATES + ")";
    }

    /** pgvector builds the graph in memory as long as it fits, and many times slower once it does not. */
    private DataSize graphMemory(long rows) {
        long needed = Math.max(SMALLEST_GRAPH.toBytes(), rows * GRAPH_BYTES_PER_VECTOR);
        return DataSize.ofBytes(Math.min(needed, properties.indexMemory().toBytes()));
    }

    /** Tells the planner about the vectors, and about the products that filters are estimated by. */
    void analyze(EmbeddingTable table) {
        database.sql("analyze " + String.join(", ", table.parts()) + ", product")
                .update();
    }

    /** From the commit on, searches read this table instead of the one that was live, which is returned. */
    @Transactional
    Optional<EmbeddingTable> switchTo(EmbeddingTable table) {
        Optional<EmbeddingTable> before = live(table.model(), table.catalogue());
        before.ifPresent(old -> move(old, State.RETIRED));
        move(table, State.LIVE);
        return before;
    }

    /** Drops a table once no search reads it any more. */
    @Transactional
    void drop(EmbeddingTable table) {
        if (table.isOnServers()) {
            servers.drop(table);
        } else {
            database.sql("drop table if exists " + table.name()).update();
        }
        database.sql("delete from embedding_table where id = :id")
                .param("id", table.id())
                .update();
    }

    @EventListener
    @Transactional
    void dropAll(ModelDeleted deletion) {
        ofModel(deletion.model()).forEach(this::drop);
    }

    List<EmbeddingTable> ofModel(String model) {
        return database.sql(SELECT + "where model = :model")
                .param("model", model)
                .query(EmbeddingTables::table)
                .list();
    }

    /** What a crash between a switch and the drop left behind. */
    List<EmbeddingTable> retired() {
        return database.sql(SELECT + "where state = 'RETIRED'")
                .query(EmbeddingTables::table)
                .list();
    }

    private Optional<EmbeddingTable> find(String model, String catalogue, State state) {
        return database.sql(SELECT + "where model = :model and catalogue = :catalogue and state = :state")
                .param("model", model)
                .param("catalogue", catalogue)
                .param("state", state.name())
                .query(EmbeddingTables::table)
                .optional();
    }

    private EmbeddingTable create(String model, String catalogue) {
        EmbeddingTable table = database.sql("""
                        insert into embedding_table (model, catalogue, state, servers)
                        values (:model, :catalogue, 'LOADING', :servers)
                        returning id, model, catalogue, state, approximate, servers""")
                .param("model", model)
                .param("catalogue", catalogue)
                .param("servers", properties.vectorServers().toArray(String[]::new))
                .query(EmbeddingTables::table)
                .single();
        if (table.isOnServers()) {
            servers.create(table);
        } else {
            database.sql(EmbeddingTable.creation(table.name())).update();
        }
        database.sql("create trigger count_changes after insert or update or delete or truncate on " + table.name()
                        + " for each statement execute function count_embedding_change()")
                .update();
        return table;
    }

    private void move(EmbeddingTable table, State state) {
        database.sql(
                        "update embedding_table set state = :state, live_at = case when :state = 'LIVE' then now() else live_at end"
                                + " where id = :id")
                .param("state", state.name())
                .param("id", table.id())
                .update();
    }

    static EmbeddingTable table(ResultSet row, int number) throws SQLException {
        return new EmbeddingTable(
                row.getLong("id"),
                row.getString("model"),
                row.getString("catalogue"),
                State.valueOf(row.getString("state")),
                row.getBoolean("approximate"),
                List.of((String[]) row.getArray("servers").getArray()));
    }
}
