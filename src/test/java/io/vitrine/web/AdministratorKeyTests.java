package io.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class AdministratorKeyTests {

    @Test
    void theFirstStartWritesAKeyThatOnlyItsOwnerMayRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("var/admin.key");
        AdministratorKey key = key("", file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String written = Files.readString(file).strip();
        assertThat(written).hasSize(43);
        assertThat(key.matches(written)).isTrue();
        assertThat(key.matches(written.substring(1))).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void laterStartsKeepTheKey(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("admin.key");
        key("", file);
        String written = Files.readString(file);

        assertThat(key("", file).matches(written.strip())).isTrue();
        assertThat(Files.readString(file)).isEqualTo(written);
    }

    @Test
    void aGivenKeyWritesNoFile(@TempDir Path directory) {
        Path file = directory.resolve("admin.key");

        assertThat(key("a given key of some length", file).matches("a given key of some length"))
                .isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void aKeyThatCouldBeGuessedPreventsTheStart(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("admin.key"), "\n");

        assertThatThrownBy(() -> key("short", file)).hasMessageContaining("shorter");
        assertThatThrownBy(() -> key("", file)).hasMessageContaining("shorter");
    }

    private static AdministratorKey key(String given, Path file) {
        return new AdministratorKey(new WebProperties(given, file, null, false, 0, 1, DataSize.ofMegabytes(1)));
    }
}
