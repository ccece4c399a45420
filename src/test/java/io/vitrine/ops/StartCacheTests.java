package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts do about the file that a start leaves for the next ones, in a clone whose Maven and JDK only pretend. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StartCacheTests {

    private static final List<String> SCRIPTS = List.of("common.sh", "java.sh", "app.sh");
    private static final Path REAL_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path root;

    @BeforeEach
    void prepareClone() throws IOException {
        for (String script : SCRIPTS) {
            write("src/scripts/" + script, Files.readString(Path.of("src/scripts", script)));
        }
        write("pom.xml", "");
        write("src/main/Some.java", "");
        write("jdk/release", "JAVA_VERSION=\"25.0.3\"");
        executable("mvnw", "mkdir -p target && touch target/vitrine-1.jar");
        executable(
                "jdk/bin/java", "for last; do :; done; mkdir -p \"$last\" && echo \"$RANDOM\" >\"$last/vitrine.jar\"");
    }

    @Test
    void aStartFindsWhatAnEarlierOneOfTheSameBuildHasLeft() throws Exception {
        Path cache = Path.of(run("build_app; start_cache"));
        Files.createFile(cache);

        assertThat(run("build_app; start_cache")).isEqualTo(cache.toString());
        assertThat(cache).exists();
    }

    @Test
    void aBuildLeavesNothingOfTheOneBefore() throws Exception {
        Path cache = Path.of(run("build_app; start_cache"));
        Files.createFile(cache);
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(root.resolve("src/main/Some.java"), later);

        assertThat(run("build_app; start_cache")).isNotEqualTo(cache.toString());
        assertThat(cache).doesNotExist();
    }

    @Test
    void anotherJdkAndOtherOptionsHaveTheirOwn() throws Exception {
        String cache = run("build_app; start_cache");

        write("jdk/release", "JAVA_VERSION=\"25.0.4\"");
        String ofAnotherJdk = run("start_cache");
        write(
                "src/scripts/app.sh",
                Files.readString(Path.of("src/scripts/app.sh")).replace("-XX:+Use", "-XX:-Use"));
        String withOtherOptions = run("start_cache");

        assertThat(List.of(cache, ofAnotherJdk, withOtherOptions)).doesNotHaveDuplicates();
    }

    @Test
    void aFileThatDoesNotFitKeepsNoJvmFromStarting() throws Exception {
        write("damaged.aot", "no cache");

        Process java = new ProcessBuilder(
                        REAL_JAVA.toString(), "-XX:AOTCache=" + root.resolve("damaged.aot"), "--version")
                .redirectErrorStream(true)
                .start();

        assertThat(output(java)).contains("Unable to map shared spaces");
        assertThat(java.exitValue()).isZero();
    }

    @Test
    void theImageStartsWithTheOptionsThatItsCacheIsMadeWith() throws Exception {
        String dockerfile = Files.readString(Path.of("Dockerfile"))
                .replaceAll("\\\\\\n|[\",\\[\\]]", " ")
                .replaceAll(" +", " ");
        String options = run("echo \"${java_options[*]}\"");

        assertThat(dockerfile)
                .contains("ENTRYPOINT java " + options + " -XX:AOTCache=start.aot")
                .contains("/bin/java " + options + " -XX:AOTCacheOutput=/tmp/start.aot");
    }

    private String run(String commands) throws Exception {
        String sources = String.join(
                "; ", SCRIPTS.stream().map(script -> ". src/scripts/" + script).toList());
        ProcessBuilder bash = new ProcessBuilder("bash", "-euc", sources + "; " + commands)
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        bash.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        return output(bash.start());
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output.strip();
    }

    private void executable(String name, String commands) throws IOException {
        write(name, "#!/usr/bin/env bash\n" + commands);
        assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), content);
    }
}
