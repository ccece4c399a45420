package io.vitrine.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does, wherever it keeps its artefacts. */
abstract class ArtefactStoreBehaviour {

    static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    ArtefactStore store;

    /** @param data the replica's directory */
    abstract ArtefactStore open(Path data) throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = open(directory.resolve("data"));
    }

    @Test
    void contentIsFoundUnderItsSha256() {
        assertThat(store.put("abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(store.put(new ByteArrayInputStream("abc".getBytes(UTF_8)))).isEqualTo(ABC);
        assertThat(store.get(ABC)).asString(UTF_8).isEqualTo("abc");
        assertThat(store.path(ABC)).hasContent("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {ABC, "", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    void whatWasNeverStoredIsNotFound(String hash) {
        assertThat(store.contains(hash)).isFalse();
        assertThatThrownBy(() -> store.get(hash)).isInstanceOf(ArtefactNotFound.class);
    }

    @Test
    void aWriteThatBreaksOffLeavesNothingBehind() throws IOException {
        InputStream breaking = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) { // and again: a stream that is read in blocks swallows the first one
                    throw new IOException("the line was cut");
                }
                return 'x';
            }
        };

        assertThatThrownBy(() -> store.put(breaking)).isInstanceOf(UncheckedIOException.class);

        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void manyWritersOfTheSameContentAgree() throws Exception {
        byte[] content = "x".repeat(100_000).getBytes(UTF_8);
        Callable<String> write = () -> store.put(new ByteArrayInputStream(content));
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> hashes = threads.invokeAll(
                    IntStream.range(0, 32).mapToObj(i -> write).toList());
            for (Future<String> hash : hashes) {
                assertThat(store.get(hash.get())).isEqualTo(content);
            }
        }
    }

    @Test
    void aDirectoryComesBackWithAllItsFilesAndEqualOnesHashEqually() throws IOException {
        Path model = Files.createDirectories(directory.resolve("model"));
        Files.writeString(model.resolve("encoder.json"), "{}");
        Files.writeString(Files.createDirectories(model.resolve("deep/er")).resolve("weights of it"), "w");

        String hash = store.putDirectory(model);

        assertThat(store.putDirectory(model)).isEqualTo(hash);
        Path returned = store.directory(hash);
        assertThat(returned.resolve("encoder.json")).hasContent("{}");
        assertThat(returned.resolve("deep/er/weights of it")).hasContent("w");
        assertThat(store.directory(hash)).isEqualTo(returned);
        Files.writeString(model.resolve("encoder.json"), "{ }");
        assertThat(store.putDirectory(model)).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a manifest", ABC + " ../outside\n", ABC + " /etc/passwd\n", ABC + " a/../../b\n"})
    void anArtefactThatIsNoDirectoryWritesNowhere(String content) {
        String hash = store.put(content.getBytes(UTF_8));

        assertThatThrownBy(() -> store.directory(hash)).isInstanceOf(IllegalStateException.class);
    }
}
