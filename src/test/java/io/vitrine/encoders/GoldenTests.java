package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.encoders.weights.PublishedCheckpoint;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Runs every golden case; the format is described in {@code src/test/resources/golden/README.md}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenTests {

    private static final Path COMMITTED = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> the_towers_compute_what_the_reference_computes() throws IOException {
        return tests(COMMITTED);
    }

    @TestFactory
    @EnabledIfEnvironmentVariable(named = "VITRINE_GOLDEN", matches = ".+")
    Stream<DynamicTest> the_towers_compute_the_cases_that_VITRINE_GOLDEN_names() throws IOException {
        Path named = Path.of(System.getenv("VITRINE_GOLDEN"));
        assertThat(named).as("The directory that VITRINE_GOLDEN names").isDirectory();
        return tests(named);
    }

    @Test
    void every_family_has_a_committed_case() throws IOException {
        assertThat(cases(COMMITTED))
                .extracting(directory -> PublishedCheckpoint.open(directory).modelType())
                .contains("bert", "gpt2", "vit", "resnet");
    }

    private static Stream<DynamicTest> tests(Path root) throws IOException {
        List<Path> cases = cases(root);
        assertThat(cases).as("Golden cases below " + root.toAbsolutePath()).isNotEmpty();
        return cases.stream()
                .map(directory -> DynamicTest.dynamicTest(
                        root.relativize(directory).toString(),
                        directory.toUri(),
                        () -> GoldenCase.read(directory).verify()));
    }

    /** Directories with any of a case's files, so that an incomplete case fails instead of being passed over. */
    private static List<Path> cases(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isDirectory)
                    .filter(directory -> Stream.of("case.safetensors", "model.safetensors", "config.json")
                            .anyMatch(file -> Files.exists(directory.resolve(file))))
                    .sorted()
                    .toList();
        }
    }
}
