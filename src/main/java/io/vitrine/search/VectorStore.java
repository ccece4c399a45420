package io.vitrine.search;

import io.vitrine.search.IndexingReport.Skipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes rows of the tables of vectors; a row is added or removed, never changed. */
@Repository
class VectorStore {

    private static final int FETCH = 1000;

    private final DataSource dataSource;
    private final JdbcClient database;

    VectorStore(DataSource dataSource, JdbcClient database) {
        this.dataSource = dataSource;
        this.database = database;
    }

    /** Adds rows; those that the products have from earlier pictures leave in the same transaction. */
    @Transactional
    void add(EmbeddingTable table, List<VectorRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Long[] keys = rows.stream().map(VectorRow::productKey).toArray(Long[]::new);
        database.sql("delete from " + table.name() + " where product_key = any(:keys)")
                .param("keys", keys)
                .update();
        if (table.isOnServers()) {
            insert(table, keys, rows);
        } else {
            copyIn(table, rows);
        }
    }

    /** By an INSERT, whose rows PostgreSQL sends to a server in batches; those of a COPY it sent one by one before version 16. */
    private void insert(EmbeddingTable table, Long[] keys, List<VectorRow> rows) {
        database.sql("insert into " + table.name() + """
                         (product_key, picture_hash, embedding)
                        select product_key, picture_hash, cast(embedding as vector)
                        from unnest(:keys, :hashes, :vectors) as given (product_key, picture_hash, embedding)""")
                .param("keys", keys)
                .param("hashes", rows.stream().map(VectorRow::pictureHash).toArray(String[]::new))
                .param(
                        "vectors",
                        rows.stream().map(row -> VectorText.of(row.embedding())).toArray(String[]::new))
                .update();
    }

    /** By a binary COPY. */
    private void copyIn(EmbeddingTable table, List<VectorRow> rows) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table.name() + " from stdin (format binary)", VectorCopy.of(rows));
        } catch (IOException failure) {
            throw new UncheckedIOException("The vectors could not be sent", failure);
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL refused the vectors", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Copies the vectors of products whose picture is still the one that was embedded, and says how many. */
    int reuse(EmbeddingTable source, EmbeddingTable target) {
        return database.sql("""
                        insert into %2$s (product_key, picture_hash, embedding)
                        select e.product_key, e.picture_hash, e.embedding
                        from %1$s e join product p on p.key = e.product_key and p.picture_hash = e.picture_hash
                        where not exists (select from %2$s t where t.product_key = e.product_key)
                        """.formatted(source.name(), target.name())).update();
    }

    /**
     * Gives products the vectors that were loaded before them, and says how many. Such a row has a negative product key, which no product
     * has, and so leaves in the end with the other rows of products that are not there. What the products have from earlier pictures leaves
     * at once.
     */
    @Transactional
    int giveWaiting(EmbeddingTable table) {
        database.sql("""
                        delete from %1$s t using %1$s e, product p
                        where e.product_key < 0 and p.picture_hash = e.picture_hash and p.catalogue = :catalogue
                        and t.product_key = p.key and t.picture_hash <> p.picture_hash
                        """.formatted(table.name()))
                .param("catalogue", table.catalogue())
                .update();
        return database.sql("""
                        insert into %1$s (product_key, picture_hash, embedding)
                        select distinct on (p.key) p.key, e.picture_hash, e.embedding
                        from %1$s e join product p on p.picture_hash = e.picture_hash
                        where e.product_key < 0 and p.catalogue = :catalogue and not exists (
                            select from %1$s t where t.product_key = p.key and t.picture_hash = p.picture_hash)
                        """.formatted(table.name()))
                .param("catalogue", table.catalogue())
                .update();
    }

    /** The vectors that are there already for these pictures. */
    @Transactional(readOnly = true)
    Map<String, float[]> ofPictures(EmbeddingTable table, Collection<String> pictureHashes) {
        Map<String, float[]> vectors = new HashMap<>();
        database.sql("select picture_hash, vector_send(embedding) as embedding from " + table.name()
                        + " where picture_hash = any(:hashes)")
                .param("hashes", pictureHashes.toArray(String[]::new))
                .query(row -> {
                    vectors.put(row.getString("picture_hash"), vector(row));
                });
        return vectors;
    }

    /** The vector of a product's picture, if it has been embedded. */
    @Transactional(readOnly = true)
    Optional<float[]> ofProduct(EmbeddingTable table, long productKey) {
        return database.sql(
                        "select vector_send(embedding) as embedding from " + table.name() + " where product_key = :key")
                .param("key", productKey)
                .query((row, number) -> vector(row))
                .optional();
    }

    /** The vectors of products' pictures, by product key, of those that have been embedded. */
    @Transactional(readOnly = true)
    Map<Long, float[]> ofProducts(EmbeddingTable table, Collection<Long> productKeys) {
        Map<Long, float[]> vectors = new HashMap<>();
        database.sql("select product_key, vector_send(embedding) as embedding from " + table.name()
                        + " where product_key = any(:keys)")
                .param("keys", productKeys.toArray(Long[]::new))
                .query(row -> {
                    vectors.put(row.getLong("product_key"), vector(row));
                });
        return vectors;
    }

    /** Hands over every row in the order of product keys. */
    @Transactional(readOnly = true)
    void forEach(EmbeddingTable table, Consumer<VectorRow> each) {
        database.sql("select product_key, picture_hash, vector_send(embedding) as embedding from " + table.name()
                        + " order by product_key")
                .withFetchSize(FETCH)
                .query(row -> {
                    each.accept(new VectorRow(row.getLong("product_key"), row.getString("picture_hash"), vector(row)));
                });
    }

    /**
     * Reads a whole table as it is at one moment.
     *
     * @param most bytes that its vectors may take
     * @return empty when they would take more, or when changes of the table are not counted
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Optional<VectorMatrix> copy(EmbeddingTable table, long most) {
        long rows = rows(table); // first, for this fails where there is no such table
        Optional<Long> changes = changes(table);
        if (changes.isEmpty() || VectorMatrix.bytes(rows, EmbeddingTable.DIMENSIONS) > most) {
            return Optional.empty();
        }
        VectorMatrix.Builder copy = new VectorMatrix.Builder(EmbeddingTable.DIMENSIONS);
        forEach(table, row -> copy.add(row.productKey(), row.embedding()));
        return Optional.of(copy.build(changes.get()));
    }

    private long rows(EmbeddingTable table) {
        return database.sql("select " + table.rowCount()).query(Long.class).single();
    }

    /** How often the table was changed; empty for one that an older version of the service has made, which counted nothing. */
    private Optional<Long> changes(EmbeddingTable table) {
        return database.sql("""
                        select changes from embedding_table where id = :table and exists (
                            select from pg_trigger where tgname = 'count_changes' and tgrelid = cast(:name as regclass))""")
                .param("table", table.id())
                .param("name", table.name())
                .query(Long.class)
                .optional();
    }

    void skip(EmbeddingTable table, long productKey, String pictureHash, String reason) {
        database.sql("""
                        insert into embedding_skip (embedding_table, product_key, picture_hash, reason)
                        values (:table, :key, :hash, :reason)
                        on conflict (embedding_table, product_key) do update
                        set picture_hash = excluded.picture_hash, reason = excluded.reason""")
                .param("table", table.id())
                .param("key", productKey)
                .param("hash", pictureHash)
                .param("reason", reason)
                .update();
    }

    /** Some of the products that have no vector in the table because their picture cannot be read, and why. */
    List<Skipped> skipped(EmbeddingTable table, int limit) {
        return database.sql("""
                        select p.id, s.reason from embedding_skip s join product p on p.key = s.product_key
                        where s.embedding_table = :table order by p.key limit :limit""")
                .param("table", table.id())
                .param("limit", limit)
                .query((row, number) -> new Skipped(row.getString("id"), row.getString("reason")))
                .list();
    }

    /** A vector as pgvector sends it: an int16 number of dimensions, an int16 that is 0, and the dimensions as float32. */
    private static float[] vector(ResultSet row) throws SQLException {
        ByteBuffer sent = ByteBuffer.wrap(row.getBytes("embedding"));
        float[] vector = new float[sent.getShort()];
        sent.position(2 * Short.BYTES).asFloatBuffer().get(vector);
        return vector;
    }
}
