package io.vitrine.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.learning.PublishedTowers;
import io.vitrine.models.StubModels;
import io.vitrine.testing.ServiceProcess;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A web process and, from the second test on, a worker beside it; what one does shows in the other. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesIT {

    private static final String KEY = "only-for-the-tests-of-roles";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TINY = """
            {"encoder":"tiny","name":"tiny-1","catalogue":"main","epochs":1,"batchSize":8,"startFrom":"published",
             "weightAverage":0,"split":{"validation":0.2,"test":0.2}}""";

    private final TestDatabase database = TestDatabase.create();
    private final JsonMapper json = new JsonMapper();

    private final List<ServiceProcess> running = new ArrayList<>();

    private Path directory = Path.of("");
    private RestTestClient web = RestTestClient.bindToServer().build();
    private RestTestClient worker = web;
    private String waitingImport = "";

    @BeforeAll
    void startTheWeb(@TempDir Path empty) throws IOException {
        directory = empty;
        PublishedTowers.copyTo(Files.createDirectories(directory.resolve("hub")));
        web = start("web", "vitrine.web.admin-key=" + KEY);
    }

    @AfterAll
    void stopAll() {
        running.reversed().forEach(ServiceProcess::close);
    }

    @Test
    @Order(1)
    void withoutAWorkerAJobWaits() throws InterruptedException {
        waitingImport = submit("/api/catalogue-imports", MediaType.APPLICATION_NDJSON, products(0, 48, "Kurta"));
        Thread.sleep(1000); // twenty times as long as a process that runs jobs would take to claim it

        assertThat(job(waitingImport).path("status").asString()).isEqualTo("QUEUED");
        assertThat(status(web, "/actuator/health/readiness")).isEqualTo(200);
    }

    @Test
    @Order(2)
    void whatWaitedRunsOnceThereIsAWorkerAndIsFoundByTheWeb() {
        worker = start("worker", "vitrine.web.admin-key-file=" + directory.resolve("admin.key"));

        assertThat(succeeded(waitingImport).path("added").asInt()).isEqualTo(48);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hits("{\"query\":\"anything\",\"limit\":100}"))
                        .hasSize(48));
        assertThat(directory.resolve("admin.key")).doesNotExist();
    }

    @Test
    @Order(3)
    void anImportByTheWorkerChangesWhatTheWebKeepsInMemory() {
        String misspelt = "{\"query\":\"Umbrela\",\"mode\":\"text\"}";
        String filtered = "{\"query\":\"anything\",\"filters\":{\"handle\":\"wood\"}}";
        assertThat(search(misspelt).path("corrected").isMissingNode()).isTrue();
        assertThat(search(filtered).path("status").asInt()).isEqualTo(400);

        succeeded(submit("/api/catalogue-imports", MediaType.APPLICATION_NDJSON, """
                {"id":"u","name":"Umbrella","attributes":{"handle":"wood"},"picture":"%s"}
                """.formatted(picture(1000))));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(search(filtered).path("hits").size()).isEqualTo(1));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(search(misspelt).path("hits").size()).isEqualTo(1));
    }

    @Test
    @Order(4)
    void aProductThatIsPutOnTheWebIsIndexedByTheWorker() {
        web.put()
                .uri("/api/catalogues/main/products/late")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"name\":\"Late\",\"picture\":\"" + picture(2000) + "\"}")
                .exchange()
                .expectStatus()
                .isCreated();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hits("{\"query\":\"anything\",\"limit\":100}"))
                        .contains("late"));
    }

    @Test
    @Order(5)
    void anIndexingJobAndATrainingRunOnTheWorkerAndTheWebAnswersWithTheNewModel() {
        succeeded(submit("/api/indexing-jobs", MediaType.APPLICATION_JSON, "{}"));
        succeeded(submit("/api/training-jobs", MediaType.APPLICATION_JSON, TINY));

        succeeded(submit("/api/models/tiny-1/activation", MediaType.APPLICATION_JSON, "{}"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                search("{\"query\":\"anything\"}").path("model").asString())
                        .isEqualTo("tiny-1"));
        assertThat(text(web, "/actuator/prometheus"))
                .contains("vitrine_model_info{", "model=\"tiny-1\"")
                .contains("vitrine_role{application=\"vitrine\",role=\"web\"}")
                .doesNotContain("role=\"worker\"");
    }

    @Test
    @Order(6)
    void theJobsOfTheWorkerAreFollowedOnTheWeb() {
        assertThat(text(web, "/api/jobs/" + waitingImport + "/events"))
                .contains("event:job", "\"status\":\"SUCCEEDED\"");
    }

    @ParameterizedTest
    @Order(7)
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/training",
                "/models.html",
                "/api/jobs",
                "/api/search",
                "/swagger-ui.html",
                "/v3/api-docs",
                "/error"
            })
    void theWorkerHasNoInterfaceAndNoPages(String path) {
        worker.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    @Order(8)
    void theWorkerServesOperationsAndHasOpenedNoModelToSearchWith() {
        assertThat(exchange(worker, "/api/search", MediaType.APPLICATION_JSON, "{\"query\":\"shoes\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(status(worker, "/actuator/health/liveness")).isEqualTo(200);
        assertThat(status(worker, "/actuator/health/readiness")).isEqualTo(200);
        assertThat(status(worker, "/actuator/info")).isEqualTo(200);
        assertThat(text(worker, "/actuator/prometheus"))
                .contains("vitrine_role{application=\"vitrine\",role=\"worker\"}")
                .doesNotContain("role=\"web\"", "vitrine_model_info{");
    }

    private RestTestClient start(String role, String property) {
        ServiceProcess process = ServiceProcess.start(
                database,
                directory.resolve("data"),
                StubModels.class,
                "vitrine.roles=" + role,
                "vitrine.models.bundled=stub-a",
                "vitrine.jobs.poll=50ms",
                "vitrine.search.indexing-delay=100ms",
                "vitrine.training.hub.directory=" + directory.resolve("hub"),
                property);
        running.add(process);
        return RestTestClient.bindToServer()
                .baseUrl(process.address().toString())
                .defaultHeader("Authorization", "Bearer " + KEY)
                .build();
    }

    private String submit(String path, MediaType type, String body) {
        return exchange(web, path, type, body).path("id").asString();
    }

    private JsonNode search(String body) {
        return exchange(web, "/api/search", MediaType.APPLICATION_JSON, body);
    }

    private List<String> hits(String body) {
        return search(body)
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("product").path("id").asString())
                .toList();
    }

    private JsonNode succeeded(String id) {
        await().atMost(PATIENCE)
                .until(() -> !List.of("QUEUED", "RUNNING")
                        .contains(job(id).path("status").asString()));
        JsonNode job = job(id);
        assertThat(job.path("status").asString()).as("%s", job).isEqualTo("SUCCEEDED");
        return job.path("result");
    }

    private JsonNode job(String id) {
        return json.readTree(text(web, "/api/jobs/" + id));
    }

    private static JsonNode exchange(RestTestClient http, String path, MediaType type, String body) {
        return Objects.requireNonNull(http.post()
                .uri(path)
                .contentType(type)
                .body(body)
                .exchange()
                .returnResult(JsonNode.class)
                .getResponseBody());
    }

    private static String text(RestTestClient http, String path) {
        return Objects.requireNonNull(
                http.get().uri(path).exchange().returnResult(String.class).getResponseBody());
    }

    private static int status(RestTestClient http, String path) {
        return http.get()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private String products(int from, int to, String kind) {
        return IntStream.range(from, to)
                .mapToObj(i -> json.writeValueAsString(
                        Map.of("id", "p" + i, "name", kind + " " + i, "attributes", Map.of(), "picture", picture(i))))
                .collect(Collectors.joining("\n"));
    }

    private static String picture(int seed) {
        return Base64.getEncoder().encodeToString(TestCatalogue.picture(seed, 24));
    }
}
