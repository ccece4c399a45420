package io.vitrine.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.postgresql.PGConnection;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts vectors that wait for their products into the table that the next indexing run of a catalogue fills. Running it again adds what
 * is missing.
 */
@NullMarked
final class VectorLoad {

    private final DataSource dataSource;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final IndexLock lock;
    private final EmbeddingTables tables;

    VectorLoad(DataSource dataSource) {
        this.dataSource = dataSource;
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.lock = new IndexLock(dataSource);
        SearchProperties properties = new Binder().bindOrCreate("vitrine.search", SearchProperties.class);
        this.tables = new EmbeddingTables(database, new ServerTables(database), properties);
    }

    /** @param added pictures whose vector the table did not have */
    record Loaded(String table, int added) {}

    /** @throws IllegalArgumentException when the service has no such version, or one made of other files */
    void check(String model, String modelHash) {
        String registered = database.sql("select artefact from model_version where name = :name")
                .param("name", model)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("The service has no model version '" + model + "'"));
        if (!registered.equals(modelHash)) {
            throw new IllegalArgumentException("The vectors are not of the service's '" + model
                    + "': its files have the hash " + registered + ", and those that made the vectors " + modelHash);
        }
    }

    /** Waits for an indexing run that is under way, and keeps another from beginning. */
    Loaded load(List<Path> copyFiles, String model, String catalogue) {
        return lock.holding(
                model,
                catalogue,
                new Unattended(),
                () -> Objects.requireNonNull(
                        transaction.execute(status -> load(copyFiles, tables.loading(model, catalogue)))));
    }

    /** Places are numbered anew, below those of earlier loads: two sources may have the same. */
    private Loaded load(List<Path> copyFiles, EmbeddingTable table) {
        database.sql("create temporary table waiting (like " + table.name() + ") on commit drop")
                .update();
        copyFiles.forEach(this::copy);
        int added = database.sql("""
                        insert into %1$s (product_key, picture_hash, embedding)
                        select lowest - row_number() over (order by w.product_key desc), w.picture_hash, w.embedding
                        from (select distinct on (picture_hash) * from waiting order by picture_hash, product_key desc) w
                            cross join (select least(0, min(product_key)) as lowest from %1$s) loaded
                        where not exists (select from %1$s e where e.picture_hash = w.picture_hash)""".formatted(table.name())).update();
        return new Loaded(table.name(), added);
    }

    private void copy(Path file) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (InputStream rows = Files.newInputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy waiting (product_key, picture_hash, embedding) from stdin (format binary)", rows);
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read", failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL refused the vectors of " + file, failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
