package io.vitrine.search;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which tables of vectors may be filled by others than the job that leads, and what those have done. */
@Repository
class SharedFillings {

    /** A table and the job that has it filled. */
    record Offer(EmbeddingTable table, UUID job) {}

    private final JdbcClient database;

    SharedFillings(JdbcClient database) {
        this.database = database;
    }

    /** Lets others help from now on; what they did for an earlier run of the job does not count again. */
    void open(EmbeddingTable table, UUID job) {
        database.sql("""
                        insert into shared_filling (embedding_table, job) values (:table, :job)
                        on conflict (embedding_table) do update
                        set job = excluded.job, open = true, embedded = 0, reused = 0, skipped = 0""").param("table", table.id()).param("job", job).update();
    }

    List<Offer> offers() {
        return database.sql("""
                        select t.id, t.model, t.catalogue, t.state, t.approximate, t.servers, f.job
                        from shared_filling f join embedding_table t on t.id = f.embedding_table
                        where f.open and t.state <> 'RETIRED'""")
                .query((row, number) -> new Offer(EmbeddingTables.table(row, number), row.getObject("job", UUID.class)))
                .list();
    }

    boolean isOpen(EmbeddingTable table) {
        return database.sql("select exists (select from shared_filling where embedding_table = :table and open)")
                .param("table", table.id())
                .query(Boolean.class)
                .single();
    }

    /** Adds to what others have done. */
    void add(EmbeddingTable table, Filled filled) {
        database.sql("""
                        update shared_filling
                        set embedded = embedded + :embedded, reused = reused + :reused, skipped = skipped + :skipped
                        where embedding_table = :table""")
                .param("table", table.id())
                .param("embedded", filled.embedded())
                .param("reused", filled.reused())
                .param("skipped", filled.skipped())
                .update();
    }

    /** What others have done for the run that opened the table last. */
    Filled helped(EmbeddingTable table) {
        return database.sql("select embedded, reused, skipped from shared_filling where embedding_table = :table")
                .param("table", table.id())
                .query((row, number) ->
                        new Filled(row.getLong("embedded"), row.getLong("reused"), row.getLong("skipped")))
                .optional()
                .orElse(Filled.NOTHING);
    }

    /** From now on nobody begins to help; who has begun goes on. */
    void close(EmbeddingTable table) {
        database.sql("update shared_filling set open = false where embedding_table = :table")
                .param("table", table.id())
                .update();
    }
}
