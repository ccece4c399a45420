package io.vitrine.artefacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** What work that moves from one replica to another relies on. */
abstract class WorkspacesBehaviour {

    static final String JOB = "job-1";

    @TempDir
    Path directory;

    Workspaces here;
    Workspaces there;

    /** @param replica a name for each */
    abstract Workspaces open(String replica) throws IOException;

    @BeforeEach
    void open() throws IOException {
        here = open("here");
        there = open("there");
    }

    @Test
    void aWorkspaceKeepsItsFilesAndItsPlace() throws IOException {
        write(here, "checkpoint", "c");

        assertThat(here.open(JOB).resolve("checkpoint")).hasContent("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../other", "a/b", ".hidden"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> here.open(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> here.discard(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatOneReplicaPublishesAnotherGoesOnWith() throws IOException {
        write(here, "epoch-1/weights", "first");
        write(here, "epoch-1/empty", "");
        here.publish(JOB);
        Path goingOn = there.open(JOB);
        assertThat(goingOn.resolve("epoch-1/weights")).hasContent("first");
        assertThat(goingOn.resolve("epoch-1/empty")).isEmptyFile();
        FileSystemUtils.deleteRecursively(goingOn.resolve("epoch-1"));
        Files.writeString(Files.createDirectory(goingOn.resolve("epoch-2")).resolve("weights"), "second");
        there.publish(JOB);

        Path found = here.open(JOB);

        assertThat(found.resolve("epoch-2/weights")).hasContent("second");
        assertThat(found.resolve("epoch-1")).doesNotExist();
    }

    @Test
    void whatIsHandedOverIsFoundByAnyReplica() throws IOException {
        write(here, "content", "upload");
        here.handOver(JOB);

        assertThat(there.open(JOB).resolve("content")).hasContent("upload");
        assertThat(here.open(JOB).resolve("content")).hasContent("upload");
    }

    @Test
    void whatIsDiscardedIsGoneForAll() throws IOException {
        write(here, "checkpoint", "c");
        here.publish(JOB);
        there.open(JOB);

        there.discard(JOB);

        assertThat(there.all()).doesNotContainKey(JOB);
        assertThat(open("newcomer").open(JOB)).isEmptyDirectory();
        assertThatCode(() -> there.discard("never-there")).doesNotThrowAnyException();
    }

    @Test
    void allAreListedWithTheTimesOfTheirLastChanges() throws IOException {
        here.open("mine");
        write(there, "checkpoint", "c");
        there.publish(JOB);

        assertThat(here.all())
                .containsOnlyKeys("mine", JOB)
                .allSatisfy(
                        (name, changed) -> assertThat(changed).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    static void write(Workspaces replica, String file, String content) throws IOException {
        Path path = replica.open(JOB).resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, content);
    }
}
