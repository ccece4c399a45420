package io.vitrine.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables of versions and of the switches between them. */
@Repository
class ModelRegistry {

    private static final String ACTIVE = "(select model from model_activation order by generation desc limit 1)";
    private static final String COLUMNS = "select name, encoder, card, metrics, created_at, coalesce(name = " + ACTIVE
            + ", false) as active" + " from model_version ";

    private final JdbcClient database;
    private final JsonMapper json;

    ModelRegistry(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    List<ModelView> all() {
        return database.sql(COLUMNS + "order by created_at desc, name")
                .query(this::view)
                .list();
    }

    Optional<ModelView> find(String name) {
        return database.sql(COLUMNS + "where name = :name")
                .param("name", name)
                .query(this::view)
                .optional();
    }

    Optional<ModelView> active() {
        return database.sql(COLUMNS + "where name = " + ACTIVE)
                .query(this::view)
                .optional();
    }

    /** @throws ModelNotFound when no version has the name */
    ModelView get(String name) {
        return find(name).orElseThrow(() -> new ModelNotFound(name));
    }

    /** Under which hash the version's files are stored. */
    Optional<String> findArtefact(String name) {
        return database.sql("select artefact from model_version where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** @throws ModelNotFound when no version has the name */
    String artefact(String name) {
        return findArtefact(name).orElseThrow(() -> new ModelNotFound(name));
    }

    /** Whether the version came with the program, out of files with this hash. */
    boolean hasBundle(String name, String bundleHash) {
        return database.sql("select count(*) from model_version where name = :name and bundle_hash = :hash")
                        .param("name", name)
                        .param("hash", bundleHash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether the version was added; false when its name is taken. */
    boolean add(String name, String artefact, ModelCard card, @Nullable String bundleHash) {
        return database.sql("""
                        insert into model_version (name, artefact, encoder, bundle_hash, card, metrics)
                        values (:name, :artefact, :encoder, :bundleHash, cast(:card as jsonb), cast(:metrics as jsonb))
                        on conflict (name) do nothing""")
                        .param("name", name)
                        .param("artefact", artefact)
                        .param("encoder", card.encoder())
                        .param("bundleHash", bundleHash)
                        .param("card", card.card().toString())
                        .param("metrics", card.metrics().toString())
                        .update()
                == 1;
    }

    Optional<Activation> latestActivation() {
        return database.sql("select generation, model from model_activation order by generation desc limit 1")
                .query(ModelRegistry::activation)
                .optional();
    }

    boolean wasActive(String name) {
        return database.sql("select exists (select from model_activation where model = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    Activation activate(String name) {
        return database.sql("insert into model_activation (model) values (:name) returning generation, model")
                .param("name", name)
                .query(ModelRegistry::activation)
                .single();
    }

    /** Whether a version was deleted; the active one never is. */
    @Transactional
    boolean delete(String name) {
        database.sql("lock table model_activation in share row exclusive mode").update();
        return database.sql("delete from model_version where name = :name and name is distinct from " + ACTIVE)
                        .param("name", name)
                        .update()
                == 1;
    }

    private ModelView view(ResultSet row, int number) throws SQLException {
        return new ModelView(
                row.getString("name"),
                row.getString("encoder"),
                row.getBoolean("active"),
                parse(row.getString("card")),
                parse(row.getString("metrics")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private JsonNode parse(String text) {
        return json.readTree(text);
    }

    private static Activation activation(ResultSet row, int number) throws SQLException {
        return new Activation(row.getLong("generation"), row.getString("model"));
    }

    /** A switch: from this generation on, the model answers. */
    record Activation(long generation, String model) {}
}
