package io.vitrine.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Replicas with directories of their own on one database. */
class DatabaseArtefactStoreIT extends ArtefactStoreBehaviour {

    private final ArtefactTables tables = ArtefactTables.create();
    private DatabaseArtefactStore another;

    @Override
    DatabaseArtefactStore open(Path data) throws IOException {
        return open(data, tables);
    }

    private static DatabaseArtefactStore open(Path data, ArtefactTables tables) throws IOException {
        return new DatabaseArtefactStore(new DirectoryArtefactStore(data), tables.contents(), tables.transaction());
    }

    @BeforeEach
    void openAnother() throws IOException {
        another = open(directory.resolve("another"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                DatabaseContents.PIECE_BYTES,
                DatabaseContents.PIECE_BYTES + 1,
                3 * DatabaseContents.PIECE_BYTES
            })
    void whatOneReplicaPutsAnotherReads(int bytes) {
        byte[] content = noise(bytes);

        String hash = store.put(content);

        assertThat(another.contains(hash)).isTrue();
        assertThat(another.get(hash)).isEqualTo(content);
        assertThat(another.path(hash)).hasBinaryContent(content);
    }

    @Test
    void aDirectoryThatOneReplicaPutsIsAssembledByAnother() throws IOException {
        Path model = directory.resolve("model");
        Files.write(Files.createDirectories(model.resolve("deep")).resolve("weights"), noise(2_000_000));

        Path found = another.directory(store.putDirectory(model));

        assertThat(found.resolve("deep/weights")).hasBinaryContent(noise(2_000_000));
        assertThat(found.startsWith(directory.resolve("another"))).isTrue();
    }

    @Test
    void whatWasReadOnceIsReadWithoutTheDatabase() {
        String hash = store.put(noise(10_000));
        another.get(hash);
        tables.database().sql("truncate artefact cascade").update();

        assertThat(another.get(hash)).isEqualTo(noise(10_000));
        assertThat(another.contains(hash)).isFalse();
    }

    @Test
    void whatIsThereIsNotWrittenAgain() {
        store.put(noise(10_000));
        String transaction = lastTransaction();

        store.put(noise(10_000));
        another.put(noise(10_000));

        assertThat(tables.count("artefact_piece")).isOne();
        assertThat(lastTransaction()).isEqualTo(transaction);
    }

    @Test
    void replicasThatPutTheSameAtOnceAllSucceed() throws Exception {
        List<Callable<String>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            DatabaseArtefactStore replica = open(directory.resolve("replica-" + i));
            puts.add(() -> replica.put(noise(5_000_000)));
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> hash : threads.invokeAll(puts)) {
                assertThat(another.contains(hash.get())).isTrue();
            }
        }
        assertThat(tables.count("artefact")).isOne();
        assertThat(tables.count("artefact_piece")).isEqualTo(5);
    }

    @Test
    void aPutThatBreaksOffCanBeRepeatedAndIsNotThereMeanwhile() {
        byte[] content = noise(3_000_000);
        tables.breakSecondPieces();
        assertThatThrownBy(() -> store.put(content)).isInstanceOf(DataAccessException.class);
        assertThat(tables.count("artefact_piece")).isZero();
        assertThatThrownBy(() -> another.get(ContentFiles.hash(content))).isInstanceOf(ArtefactNotFound.class);

        tables.mend();

        assertThat(another.get(store.put(content))).isEqualTo(content);
    }

    @Test
    void contentThatWasDamagedOrCutIsRefusedAndNotKept() {
        String damaged = store.put(noise(10_000));
        tables.database()
                .sql("update artefact_piece set content = set_byte(content, 5, 1 - sign(get_byte(content, 5))::int)")
                .update();
        String cut = store.put(noise(3_000_000));
        tables.database().sql("delete from artefact_piece where number = 2").update();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> another.get(damaged)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> another.get(cut)).isInstanceOf(ArtefactNotFound.class);
        }
    }

    @Test
    void whatTheDirectoryHeldBeforeIsHandedInOnce() throws IOException {
        String old = new DirectoryArtefactStore(directory.resolve("data")).put("old".getBytes(UTF_8));
        assertThat(store.contains(old)).isFalse();

        open(directory.resolve("data")).handInCopies();
        open(directory.resolve("data")).handInCopies();

        assertThat(another.get(old)).asString(UTF_8).isEqualTo("old");
        assertThat(tables.count("artefact")).isOne();
    }

    @Test
    void anArtefactIsThereAtOnceAndStaysWhateverBecomesOfTheCallersTransaction() {
        tables.transaction().executeWithoutResult(status -> {
            String hash = store.put(noise(10_000));
            assertThat(inAnotherThread(() -> another.put(noise(10_000)))).isEqualTo(hash);
            status.setRollbackOnly();
        });

        assertThat(tables.count("artefact")).isOne();
    }

    @Test
    void aTransactionThatHoldsTheOnlyConnectionCanRead() throws IOException {
        String hash = store.put(noise(3_000_000));
        HikariConfig one = new HikariConfig();
        one.setDataSource(tables.source());
        one.setMaximumPoolSize(1);
        one.setConnectionTimeout(1000);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            ArtefactTables pooled = ArtefactTables.of(pool);
            DatabaseArtefactStore reader = open(directory.resolve("reader"), pooled);

            byte[] read = pooled.transaction().execute(status -> reader.get(hash));

            assertThat(read).isEqualTo(noise(3_000_000));
        }
    }

    private static <T> T inAnotherThread(Callable<T> work) {
        try (var thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(work).get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The last one that has written a piece. */
    private String lastTransaction() {
        return tables.database()
                .sql("select max(xmin::text) from artefact_piece")
                .query(String.class)
                .single();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }
}
