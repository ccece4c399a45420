package io.vitrine.search;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells in one statement whether a catalogue's products and vectors are what they were. */
@Repository
class Unchanged {

    /**
     * What products and vectors were at a moment; two equal ones mean that nothing changed between them.
     *
     * @param table the table of vectors that was live
     * @param changes how often it had been changed
     * @param revision how often the catalogue had been changed
     */
    record Stamp(EmbeddingTable table, long changes, long revision) {}

    private final JdbcClient database;

    Unchanged(JdbcClient database) {
        this.database = database;
    }

    /** Empty when the catalogue has no products, no live vectors of the model, or vectors whose changes nobody counts. */
    Optional<Stamp> stamp(String model, String catalogue) {
        return database.sql("""
                        select t.id, t.model, t.catalogue, t.state, t.approximate, t.servers, t.changes,
                            coalesce(c.revision, 0) as revision
                        from embedding_table t left join catalogue_change c on c.catalogue = t.catalogue
                        where t.model = :model and t.catalogue = :catalogue and t.state = 'LIVE'
                          and exists (select from product p where p.catalogue = t.catalogue)
                          and exists (select from pg_trigger g
                              where g.tgname = 'count_changes' and g.tgrelid = to_regclass('embedding_' || t.id))""")
                .param("model", model)
                .param("catalogue", catalogue)
                .query((row, number) ->
                        new Stamp(EmbeddingTables.table(row, number), row.getLong("changes"), row.getLong("revision")))
                .optional();
    }
}
