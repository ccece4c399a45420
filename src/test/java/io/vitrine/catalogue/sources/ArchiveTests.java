package io.vitrine.catalogue.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTests {

    @TempDir
    Path temporary;

    private Path target = Path.of("");

    @BeforeEach
    void makeTheTarget() throws IOException {
        target = Files.createDirectory(temporary.toRealPath().resolve("target"));
    }

    @Test
    void unpacksAZip() throws Exception {
        unpack(zip("data/styles.csv", "data/images/1.jpg"));

        assertThat(target.resolve("data/styles.csv")).hasContent("content of data/styles.csv");
        assertThat(target.resolve("data/images/1.jpg")).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unpacksATarWithOrWithoutCompression(boolean gzip) throws Exception {
        unpack(tar(gzip, "./styles.csv", "images/1.jpg"));

        assertThat(target.resolve("styles.csv")).hasContent("content of ./styles.csv");
        assertThat(target.resolve("images/1.jpg")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../escaped", "a/../../escaped", "a\\..\\..\\escaped", "/tmp/../escaped", "a/b/c/d/e/f/g/h/i"})
    void refusesEntriesThatLeaveTheirDirectory(String name) throws IOException {
        Path zip = zip(name);

        assertThatExceptionOfType(Archive.ArchiveRefused.class).isThrownBy(() -> unpack(zip));
        assertThat(temporary.resolve("escaped")).doesNotExist();
    }

    @Test
    void leavesOutLinks() throws Exception {
        Path tar = temporary.resolve("links.tar");
        try (TarArchiveOutputStream output = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            link(output, "images", TarConstants.LF_SYMLINK);
            link(output, "passwords", TarConstants.LF_LINK);
        }

        unpack(tar);

        assertThat(target).isEmptyDirectory();
    }

    @Test
    void refusesMoreBytesOrFilesThanAllowed() throws IOException {
        Path zip = zip("a", "b", "c");

        assertThatExceptionOfType(Archive.ArchiveRefused.class)
                .isThrownBy(() -> Archive.unpack(zip, target, 20, 100, files -> {}))
                .withMessageContaining("bytes");
        assertThatExceptionOfType(Archive.ArchiveRefused.class)
                .isThrownBy(() -> Archive.unpack(zip, target, 1000, 2, files -> {}))
                .withMessageContaining("files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "this is no archive at all, however long it may go on"})
    void refusesWhatIsNoArchive(String content) throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), content);

        assertThatExceptionOfType(Archive.ArchiveRefused.class).isThrownBy(() -> unpack(file));
    }

    @Test
    void saysThatACutOffArchiveCannotBeRead() throws IOException {
        byte[] whole = Files.readAllBytes(tar(true, "a", "b"));
        Path cut = Files.write(temporary.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(Archive.ArchiveRefused.class).isThrownBy(() -> unpack(cut));
    }

    private void unpack(Path archive) throws IOException, Archive.ArchiveRefused {
        Archive.unpack(archive, target, 1_000_000, 100, files -> {});
    }

    private Path zip(String... names) throws IOException {
        Path zip = temporary.resolve("archive.zip");
        try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names) {
                output.putNextEntry(new ZipEntry(name));
                output.write(content(name));
            }
        }
        return zip;
    }

    private Path tar(boolean gzip, String... names) throws IOException {
        Path tar = temporary.resolve("archive.tar");
        OutputStream file = Files.newOutputStream(tar);
        try (TarArchiveOutputStream output = new TarArchiveOutputStream(gzip ? new GZIPOutputStream(file) : file)) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content(name).length);
                output.putArchiveEntry(entry);
                output.write(content(name));
                output.closeArchiveEntry();
            }
        }
        return tar;
    }

    private static void link(TarArchiveOutputStream output, String name, byte type) throws IOException {
        TarArchiveEntry link = new TarArchiveEntry(name, type);
        link.setLinkName("/etc/passwd");
        output.putArchiveEntry(link);
        output.closeArchiveEntry();
    }

    private static byte[] content(String name) {
        return ("content of " + name).getBytes(StandardCharsets.UTF_8);
    }
}
