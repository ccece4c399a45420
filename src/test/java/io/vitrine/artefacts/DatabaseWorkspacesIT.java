package io.vitrine.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Replicas with directories of their own on one database. */
class DatabaseWorkspacesIT extends WorkspacesBehaviour {

    private final ArtefactTables tables = ArtefactTables.create();

    @Override
    DatabaseWorkspaces open(String replica) throws IOException {
        DirectoryWorkspaces copies = new DirectoryWorkspaces(directory.resolve(replica));
        return new DatabaseWorkspaces(copies, tables.database(), tables.contents(), tables.transaction());
    }

    @Test
    void filesThatHaveNotChangedAreNotStoredAgain() throws IOException {
        write(here, "epoch-1", "first");
        here.publish(JOB);
        List<Long> before = stored();
        write(here, "epoch-1-of-another-name", "first");
        write(here, "epoch-2", "second");

        here.publish(JOB);

        assertThat(stored()).hasSize(2).containsAll(before);
    }

    @Test
    void whatIsNotNamedAnyMoreIsDeletedUnlessItIsAnArtefactOrAnothersToo() throws IOException {
        DirectoryArtefactStore files = new DirectoryArtefactStore(directory.resolve("here"));
        String hash =
                new DatabaseArtefactStore(files, tables.contents(), tables.transaction()).put("first".getBytes(UTF_8));
        write(here, "epoch-1", "first");
        here.publish(JOB);
        Files.writeString(here.open("job-2").resolve("epoch-1"), "first");
        here.publish("job-2");
        assertThat(stored()).hasSize(3);

        Files.delete(here.open(JOB).resolve("epoch-1"));
        here.publish(JOB);

        assertThat(stored()).hasSize(2);
        assertThat(there.open("job-2").resolve("epoch-1")).hasContent("first");
        there.discard("job-2");
        assertThat(stored()).hasSize(1);
        assertThat(tables.count("artefact_piece")).isOne();
        assertThat(tables.contents().contains(hash)).isTrue();
    }

    @Test
    void aPublicationThatBreaksOffLeavesTheFormerState() throws IOException {
        write(here, "epoch-1", "first");
        here.publish(JOB);
        Path changing = here.open(JOB);
        Files.writeString(changing.resolve("epoch-2"), "x".repeat(2 * DatabaseContents.PIECE_BYTES));
        Files.delete(changing.resolve("epoch-1"));
        tables.breakSecondPieces();

        assertThatThrownBy(() -> here.publish(JOB)).isInstanceOf(DataAccessException.class);

        assertThat(there.open(JOB)).isDirectoryContaining("glob:**epoch-1").isDirectoryNotContaining("glob:**epoch-2");
        assertThat(there.open(JOB).resolve("epoch-1")).hasContent("first");
    }

    @Test
    void whatWasPublishedTakesThePlaceOfWhatANeverPublishedRunLeft() throws IOException {
        write(here, "epoch-1", "first");
        here.publish(JOB);
        write(there, "epoch-1", "changed");
        write(there, "epoch-2.part/weights", "unfinished");

        assertThat(there.open(JOB).resolve("epoch-1")).hasContent("first");
        assertThat(there.open(JOB).resolve("epoch-2.part")).doesNotExist();
    }

    @Test
    void whatIsHandedOverTakesNoRoomHere() throws IOException {
        write(here, "content", "upload");

        here.handOver(JOB);

        assertThat(directory.resolve("here/workspaces")).isEmptyDirectory();
    }

    @Test
    void contentThatWasDamagedIsRefused() throws IOException {
        write(here, "epoch-1", "first");
        here.publish(JOB);
        tables.database().sql("update artefact_piece set content = 'furst'").update();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> there.open(JOB)).isInstanceOf(IllegalStateException.class);
        }
    }

    private List<Long> stored() {
        return tables.database()
                .sql("select id from artefact")
                .query(Long.class)
                .list();
    }
}
