package io.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.web.ApiKeys.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ApiKeysTests {

    @TempDir
    Path directory;

    private Path file;
    private int written;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("keys");
    }

    @Test
    void knowsTheHoldersOfItsKeysAndTheAdministrator() throws IOException {
        write(
                "# keys of the shop",
                "",
                line("shop", "search", "red"),
                line("ops", "training,catalogue:write", "green"));
        ApiKeys keys = keys();

        assertThat(keys.holder("red")).contains(new Holder("shop", Set.of(Scope.SEARCH)));
        assertThat(keys.holder("green")).contains(new Holder("ops", Set.of(Scope.TRAINING, Scope.CATALOGUE_WRITE)));
        assertThat(keys.holder(WebTest.KEY)).contains(new Holder("administrator", Set.of(Scope.ADMIN)));
        assertThat(keys.holder("blue")).isEmpty();
        assertThat(keys.holder("")).isEmpty();
    }

    @Test
    void keysComeAndGoWithoutARestart() throws IOException {
        write(line("shop", "search", "old"));
        ApiKeys keys = keys();
        write(line("shop", "search", "new"));

        assertThat(keys.holder("old")).isEmpty();
        assertThat(keys.holder("new")).isPresent();
    }

    @Test
    void aFileThatBecomesWrongOrGoesAwayLeavesTheKeysAsTheyWere() throws IOException {
        write(line("shop", "search", "old"));
        ApiKeys keys = keys();
        write(line("shop", "search", "new"), "half a li");
        assertThat(keys.holder("old")).isPresent();
        assertThat(keys.holder("new")).isEmpty();

        Files.delete(file);
        assertThat(keys.holder("old")).isPresent();

        write(line("shop", "search", "new"));
        assertThat(keys.holder("new")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop search",
                "shop search 1234",
                "shop looking e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "a\u0000b search e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void aLineThatIsWrongPreventsTheStartAndIsNamed(String line) throws IOException {
        write("# a comment", line);
        assertThatIllegalArgumentException().isThrownBy(this::keys).withMessageContaining("Line 2 of the file of keys");
    }

    private ApiKeys keys() throws IOException {
        WebProperties properties =
                new WebProperties(WebTest.KEY, directory.resolve("none"), file, false, 0, 1, DataSize.ofMegabytes(1));
        return new ApiKeys(new AdministratorKey(properties), properties);
    }

    /** Each time a second later, however fast the test is. */
    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + 1000L * written++));
    }

    private static String line(String name, String scopes, String key) {
        return name + " " + scopes + " " + HexFormat.of().formatHex(ApiKey.sha256(key));
    }
}
