package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.catalogue.sources.TinyPictures;
import io.vitrine.learning.PublishedTowers;
import java.awt.Color;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line's training in a process of its own, which is told to end in its midst. */
@Timeout(180)
class StopSignalIT {

    private static final int EPOCHS = 40;
    private static final int TERMINATED = 128 + 15;

    private static final String PLAN = """
            {"encoder": "tiny", "epochs": %d, "batchSize": 8, "weightAverage": 0, "centerCrops": [1],
             "learningRates": {"text": 2e-3, "image": 2e-3, "heads": 5e-3, "logitScale": 3e-3},
             "split": {"validation": 0.2, "test": 0.2}}""".formatted(EPOCHS);

    @TempDir
    private Path directory;

    @BeforeEach
    void writeCatalogueAndPlan() throws IOException {
        PublishedTowers.copyTo(directory.resolve("hub"));
        Files.createDirectories(directory.resolve("shapes/images"));
        List<String> rows = new ArrayList<>(List.of("id,gender,articleType,baseColour,productDisplayName"));
        for (int id = 0; id < 60; id++) {
            rows.add(id + ",Men,Shirts,Red,red shirt " + id);
            byte[] picture = TinyPictures.jpeg(new Color(4 * id, 0, 255 - 4 * id));
            Files.write(directory.resolve("shapes/images/" + id + ".jpg"), picture);
        }
        Files.write(directory.resolve("shapes/styles.csv"), rows);
        Files.writeString(directory.resolve("plan.json"), PLAN);
    }

    @Test
    void aTrainingThatIsToldToEndStopsBetweenTwoStepsAndGoesOnWhenRunAgain() throws Exception {
        Process first = start();
        List<String> before = new ArrayList<>();
        try (BufferedReader output = first.inputReader()) {
            while (reported(before) < 2) {
                before.add(Objects.requireNonNull(output.readLine(), "the training ended by itself"));
            }
            first.toHandle().destroy();
            output.lines().forEach(before::add);
        }

        assertThat(first.waitFor()).as(errors()).isEqualTo(TERMINATED);
        assertThat(before).last().isEqualTo("Stopped. The same command goes on after the last finished epoch.");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no report of a crash beside what was there")
                    .containsExactlyInAnyOrder("hub", "shapes", "plan.json", "errors", "checkpoints");
        }

        Process second = start();
        List<String> after;
        try (BufferedReader output = second.inputReader()) {
            after = output.lines().toList();
        }

        assertThat(second.waitFor()).as(errors()).isZero();
        assertThat(reported(after))
                .as("epochs that are not learned again")
                .isEqualTo(EPOCHS - reported(before))
                .isPositive();
        JsonNode card = ModelCardFile.read(directory.resolve("trained"));
        assertThat(card.path("epochs")).hasSize(EPOCHS);
    }

    private Path errorFile() {
        return directory.resolve("errors");
    }

    private String errors() throws IOException {
        return Files.readString(errorFile());
    }

    private static long reported(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("EpochReport[")).count();
    }

    private Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrainCommand.class.getName(),
                "--catalogue=shapes",
                "--hub=hub",
                "--offline",
                "--plan=plan.json",
                "--checkpoints=checkpoints",
                "--output=trained",
                "--device=cpu");
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(Redirect.appendTo(errorFile().toFile()))
                .start();
    }
}
