package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vitrine.testing.ForkedService;
import io.vitrine.testing.ServiceProcess;
import io.vitrine.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Two processes that start together where there is nothing yet, and then one whose weights are damaged or gone. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> MODEL = Map.of("VITRINE_MODELS_BUNDLED", "vitrine-mini-4");

    @TempDir
    private static Path data;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database.dataSource());

    @Test
    @Order(1)
    void twoThatStartTogetherOnAnEmptyDatabaseBothAnswerWithTheSameModel() throws Exception {
        try (ForkedService first = ForkedService.start(database, data, MODEL);
                ForkedService second = ForkedService.start(database, data, MODEL)) {
            for (ForkedService each : List.of(first, second)) {
                Optional<URI> address = await().atMost(PATIENCE).until(each::address, Optional::isPresent);
                assertThat(embed(address.orElseThrow())).isEqualTo("vitrine-mini-4");
            }
        }

        assertThat(sql.sql("select name from model_version").query(String.class).list())
                .containsExactly("vitrine-mini-4");
    }

    @Test
    @Order(2)
    void aProcessWhoseWeightsAreCutShortDoesNotStartAndNamesTheFile() throws IOException {
        Path weights = data.resolve("directories").resolve(artefact()).resolve("model.safetensors");
        try (var file = Files.newByteChannel(weights, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(weights) / 2);
        }

        assertThatThrownBy(this::start).hasStackTraceContaining(weights.toString());
    }

    @Test
    @Order(3)
    void aProcessWhoseBundledModelIsGoneFromTheDiskUnpacksItAnew() throws IOException {
        FileSystemUtils.deleteRecursively(data.resolve("directories").resolve(artefact()));
        try (Stream<Path> files = Files.walk(data.resolve("artefacts"))) {
            files.filter(file -> file.endsWith(artefact())).forEach(StartIT::delete);
        }

        try (ServiceProcess process = start()) {
            assertThat(embed(process.address())).isEqualTo("vitrine-mini-4");
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(database, data, VitrineApplication.class, "vitrine.models.bundled=vitrine-mini-4");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has the process embed a text, and tells with which model it did. */
    private static String embed(URI address) {
        JsonNode answer = Objects.requireNonNull(RestTestClient.bindToServer()
                .baseUrl(address.toString())
                .build()
                .post()
                .uri("/api/embeddings")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"texts\":[\"red shoes\"]}")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(JsonNode.class)
                .getResponseBody());
        return answer.path("model").asString();
    }

    private String artefact() {
        return sql.sql("select artefact from model_version").query(String.class).single();
    }
}
