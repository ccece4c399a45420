import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A catalogue of any size, {@value #NAME}, made in the service's database of the products of another one that is indexed.
 *
 * <p>The products are taken again and again, with ids of their own. In the first round the vectors are the real ones; in each further
 * one normal noise moves them to a cosine of about 0.92 with the real one, and they are made unit vectors again.
 */
final class ScaleCatalogue {

    static final String NAME = "scale";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NOISE = 0.42;
    private static final int BUFFER = 1 << 20;

    private final Connection database;
    private final Random random = new Random(5);

    ScaleCatalogue(Connection database) {
        this.database = database;
    }

    /** Has the service import so many products, without pictures, and index nothing of them. */
    JsonNode importInto(Api api, List<Api.Product> originals, int size) throws IOException, InterruptedException {
        Path file = Files.createTempFile(NAME, ".ndjson");
        try {
            try (BufferedWriter lines = Files.newBufferedWriter(file)) {
                for (int i = 0; i < size; i++) {
                    Api.Product product = originals.get(i % originals.size());
                    String id = product.id() + "-" + i / originals.size();
                    lines.write(JSON.writeValueAsString(
                            Map.of("id", id, "name", product.name(), "attributes", product.attributes())));
                    lines.newLine();
                }
            }
            return api.finish(api.upload("/api/catalogue-imports?catalogue=" + NAME, "application/x-ndjson", file));
        } finally {
            Files.delete(file);
        }
    }

    /** Gives the imported products their originals' pictures, and vectors of the active model in a table that only needs to be indexed. */
    void fill(String source) throws SQLException, IOException {
        removeVectors();
        copyPictures(source);
        String vectors = liveTable(source);
        String table = newTable(vectors);
        copyVectors(source, vectors, table);
    }

    /** MiB of the vectors and of all their indexes. */
    long mebibytes() throws SQLException {
        return number("select pg_total_relation_size('" + liveTable(NAME) + "') / 1048576");
    }

    /** Seconds since the epoch at which searches could first read the vectors. */
    double liveAt() throws SQLException {
        return number("select extract(epoch from live_at) * 1000 from embedding_table where catalogue = 'scale' and state = 'LIVE'") * 1e-3;
    }

    void remove() throws SQLException {
        removeVectors();
        run("delete from product where catalogue = 'scale'");
        run("vacuum analyze product");
    }

    private void removeVectors() throws SQLException {
        run("""
                do $$ declare each bigint; begin
                    for each in select id from embedding_table where catalogue = 'scale' loop
                        execute format('drop table embedding_%s', each);
                    end loop;
                    delete from embedding_table where catalogue = 'scale';
                end $$""");
    }

    private void copyPictures(String source) throws SQLException {
        run("""
                update product copy set picture_hash = original.picture_hash
                from product original
                where copy.catalogue = 'scale' and original.catalogue = '%s'
                    and original.id = regexp_replace(copy.id, '-[0-9]+$', '')""".formatted(source));
        run("vacuum analyze product");
    }

    private void run(String command) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(command);
        }
    }

    private String liveTable(String catalogue) throws SQLException {
        return "embedding_" + number("""
                select id from embedding_table where state = 'LIVE' and catalogue = '%s' and model = (
                    select model from model_activation order by generation desc limit 1)""".formatted(catalogue));
    }

    private String newTable(String like) throws SQLException {
        long id = number("""
                insert into embedding_table (model, catalogue, state)
                select model, 'scale', 'LOADING' from embedding_table where 'embedding_' || id = '%s'
                returning id""".formatted(like));
        run("create table embedding_" + id + " (like " + like + ")");
        run("create trigger count_changes after insert or update or delete or truncate on embedding_" + id
                + " for each statement execute function count_embedding_change()");
        return "embedding_" + id;
    }

    private void copyVectors(String source, String vectors, String target) throws SQLException, IOException {
        database.setAutoCommit(false); // or the whole answer would be read into memory
        try (Connection writer = ScaleBenchmark.connect(database.getMetaData().getURL());
                PreparedStatement read = database.prepareStatement("""
                        select p.key, p.picture_hash, cast(e.embedding as real[]), p.id like '%%-0' as real
                        from product p
                        join product original on original.catalogue = ?
                            and original.id = regexp_replace(p.id, '-[0-9]+$', '')
                        join %s e on e.product_key = original.key
                        where p.catalogue = 'scale' order by p.key""".formatted(vectors))) {
            read.setString(1, source);
            read.setFetchSize(1000);
            CopyIn copy = writer.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
            StringBuilder lines = new StringBuilder();
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    Float[] vector = (Float[]) rows.getArray(3).getArray();
                    lines.append(rows.getLong(1)).append('\t').append(rows.getString(2)).append('\t');
                    append(rows.getBoolean(4) ? vector : moved(vector), lines);
                    if (lines.length() > BUFFER) {
                        send(lines, copy);
                    }
                }
            }
            send(lines, copy);
            copy.endCopy();
        } finally {
            database.commit();
            database.setAutoCommit(true);
        }
    }

    private Float[] moved(Float[] vector) {
        double scale = NOISE / Math.sqrt(vector.length);
        Float[] moved = new Float[vector.length];
        double squares = 0;
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (vector[i] + scale * random.nextGaussian());
            squares += moved[i] * moved[i];
        }
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (moved[i] / Math.sqrt(squares));
        }
        return moved;
    }

    private static void append(Float[] vector, StringBuilder lines) {
        char separator = '[';
        for (Float value : vector) {
            lines.append(separator).append(value);
            separator = ',';
        }
        lines.append("]\n");
    }

    private static void send(StringBuilder lines, CopyIn copy) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private long number(String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("Nothing is found by: " + query);
            }
            return rows.getLong(1);
        }
    }
}
