package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Loading into the empty database that the system property {@code database} is the JDBC address of. */
class VectorLoadTests {

    private static final String MODEL = "some-model";

    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(System.getProperty("database"));
    private final JdbcClient database = JdbcClient.create(dataSource);
    private final VectorLoad load = new VectorLoad(dataSource);

    @TempDir
    Path directory;

    @BeforeEach
    void migrateAndRegisterAModel() {
        Flyway flyway =
                Flyway.configure().dataSource(dataSource).cleanDisabled(false).load();
        flyway.clean();
        flyway.migrate();
        database.sql("""
                        insert into model_version (name, artefact, encoder, card, metrics)
                        values (:name, 'its hash', 'some', '{}', '{}')""").param("name", MODEL).update();
    }

    @Test
    void putsEachPictureOnceIntoTheTableThatIsBeingLoaded() throws IOException {
        Path first = file("first", 1, "a", 2, "b");
        Path second = file("second", 3, "b", 4, "c");
        VectorLoad.Loaded loaded = load.load(List.of(first, second), MODEL, "main");
        assertThat(loaded.added()).isEqualTo(3);
        assertThat(rows(loaded.table())).containsExactly("-1 a 0.1", "-2 b 0.2", "-3 c 0.4");
        assertThat(database.sql("select model || ' ' || catalogue || ' ' || state from embedding_table")
                        .query(String.class)
                        .list())
                .containsExactly(MODEL + " main LOADING");
    }

    @Test
    void addsOnlyWhatIsMissingWhenItIsRunAgain() throws IOException {
        Path first = file("first", 1, "a", 2, "b");
        load.load(List.of(first), MODEL, "main");
        VectorLoad.Loaded again = load.load(List.of(first, file("second", 3, "c", 4, "d")), MODEL, "main");
        assertThat(again.added()).isEqualTo(2);
        assertThat(rows(again.table())).hasSize(4);
    }

    @Test
    void takesPicturesOfAnotherSourceThatHaveTheSamePlaces() throws IOException {
        load.load(List.of(file("first", 1, "a", 2, "b")), MODEL, "main");
        VectorLoad.Loaded other = load.load(List.of(file("other", 1, "c", 2, "d")), MODEL, "main");
        assertThat(rows(other.table())).containsExactly("-1 a 0.1", "-2 b 0.2", "-3 c 0.1", "-4 d 0.2");
    }

    @Test
    void refusesVectorsOfAnotherModel() {
        load.check(MODEL, "its hash");
        assertThatThrownBy(() -> load.check(MODEL, "another hash")).hasMessageContaining("are not of the service's");
        assertThatThrownBy(() -> load.check("unknown", "its hash")).hasMessageContaining("no model version 'unknown'");
    }

    /** Two vectors whose first component is a tenth of their place. */
    private Path file(String name, int place, String picture, int nextPlace, String nextPicture) throws IOException {
        WaitingVectors vectors = new WaitingVectors();
        vectors.add(place, picture, vector(place));
        vectors.add(nextPlace, nextPicture, vector(nextPlace));
        Path file = directory.resolve(name);
        Files.copy(vectors.copyFile(), file);
        return file;
    }

    private static float[] vector(int place) {
        float[] vector = new float[EmbeddingTable.DIMENSIONS];
        vector[0] = place / 10f;
        return vector;
    }

    private List<String> rows(String table) {
        return database.sql("select product_key || ' ' || picture_hash || ' ' || (embedding::real[])[1] from " + table
                        + " order by product_key desc")
                .query(String.class)
                .list();
    }
}
