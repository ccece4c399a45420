package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.testing.ServiceProcess;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TestDatabase;
import io.vitrine.testing.WithPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One process that answers and one that runs jobs, which share a database and no file. */
@WithPostgres
@Import(StubModels.class)
@TestInstance(Lifecycle.PER_CLASS)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.roles=web",
            "vitrine.artefacts.store=database",
            "vitrine.models.bundled=stub-a",
            "vitrine.web.admin-key=" + SeparateFilesIT.KEY
        })
class SeparateFilesIT {

    static final String KEY = "a key for separate files";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    Models models;

    @Autowired
    Jobs jobs;

    private final JsonMapper json = new JsonMapper();
    private ServiceProcess worker;

    @BeforeAll
    void startWorker(@TempDir Path directory) {
        TestDatabase database = new TestDatabase(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        worker = ServiceProcess.start(
                database,
                directory,
                StubModels.class,
                "vitrine.roles=worker",
                "vitrine.artefacts.store=database",
                "vitrine.models.bundled=stub-a",
                "vitrine.jobs.poll=50ms",
                "vitrine.search.indexing-delay=100ms");
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void whatIsUploadedToTheOneIsImportedByTheOtherAndItsPicturesAreServed() {
        byte[] picture = TestCatalogue.picture(7);
        String line = "{\"id\":\"7\",\"name\":\"Seven\",\"picture\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(picture));

        JobView imported = ended(post("/api/catalogue-imports", MediaType.APPLICATION_NDJSON, line));

        assertThat(imported.status()).as("failure %s", imported.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(http().get()
                        .uri("/api/catalogues/main/products/7/image")
                        .exchange()
                        .returnResult()
                        .getResponseBodyContent())
                .isEqualTo(picture);
    }

    @Test
    void aModelThatTheOneRegisteredIndexesInTheOtherThePicturesThatTheOneTook() {
        String product = "{\"name\":\"Eight\",\"picture\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(TestCatalogue.picture(8)));
        http().put()
                .uri("/api/catalogues/other/products/8")
                .contentType(MediaType.APPLICATION_JSON)
                .body(product)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
        StubModels.register(models, "stub-b", "");

        JobView indexed = ended(post(
                "/api/indexing-jobs", MediaType.APPLICATION_JSON, "{\"model\":\"stub-b\",\"catalogue\":\"other\"}"));

        assertThat(indexed.status()).as("failure %s", indexed.failure()).isEqualTo(JobStatus.SUCCEEDED);
        JsonNode found = post(
                "/api/search",
                MediaType.APPLICATION_JSON,
                "{\"query\":\"shoes\",\"mode\":\"vector\",\"catalogue\":\"other\",\"model\":\"stub-b\"}");
        assertThat(found.path("model").asString()).isEqualTo("stub-b");
        assertThat(found.path("hits").get(0).path("product").path("id").asString())
                .isEqualTo("8");
    }

    private JobView ended(JsonNode accepted) {
        UUID job = UUID.fromString(accepted.path("id").asString());
        await().atMost(PATIENCE).until(() -> jobs.get(job).status().isTerminal());
        return jobs.get(job);
    }

    private JsonNode post(String address, MediaType type, String body) {
        return json.readTree(http().post()
                .uri(address)
                .contentType(type)
                .body(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .returnResult()
                .getResponseBodyContent());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", "Bearer " + KEY)
                .build();
    }
}
