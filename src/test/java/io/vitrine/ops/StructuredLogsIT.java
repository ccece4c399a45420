package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.testing.ForkedService;
import io.vitrine.testing.TestDatabase;
import io.vitrine.testing.TraceCollector;
import io.vitrine.testing.TraceCollector.ReceivedSpan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that is told to write JSON, to send traces and to tell what was searched for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StructuredLogsIT {

    private static final String KEY = "only-for-the-tests-of-logs";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final JsonMapper json = new JsonMapper();
    private final TraceCollector collector = new TraceCollector();
    private ForkedService service;
    private RestTestClient http;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        service = ForkedService.start(
                TestDatabase.create(),
                data,
                Map.of(
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash",
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", collector.endpoint(),
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "100ms",
                        "VITRINE_LOGGING_QUERY_TEXT", "true",
                        "VITRINE_WEB_ADMIN_KEY", KEY));
        Optional<URI> address = await().atMost(Duration.ofMinutes(1)).until(service::address, Optional::isPresent);
        http = RestTestClient.bindToServer()
                .baseUrl(address.orElseThrow().toString())
                .defaultHeader("Authorization", "Bearer " + KEY)
                .build();
        post("/api/catalogue-imports", "import", MediaType.APPLICATION_NDJSON, "{\"id\":\"1\",\"name\":\"Red hat\"}");
        await().atMost(SOON).until(() -> lines().stream().anyMatch(line -> says(line, "ends: SUCCEEDED")));
    }

    @AfterAll
    void stop() throws InterruptedException {
        service.close();
        collector.close();
    }

    @Test
    void everyLineIsAnObject() {
        assertThat(service.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(json.readTree(line).isObject()).isTrue());
    }

    @Test
    void theLineOfASearchLeadsFromItsRequestToItsTrace() {
        post("/api/search", "red-hats", MediaType.APPLICATION_JSON, "{\"query\":\"red\\nhat\",\"mode\":\"text\"}");

        JsonNode line = await().atMost(SOON).until(() -> lineOf("red-hats"), found -> !found.isMissingNode());
        assertThat(line.path("status").intValue()).isEqualTo(200);
        assertThat(line.path("mode").stringValue()).isEqualTo("text");
        assertThat(line.path("hits").intValue()).isEqualTo(1);
        assertThat(line.path("tookMillis").isNumber()).isTrue();
        assertThat(line.path("query").stringValue()).isEqualTo("red hat");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(collector.spans())
                        .filteredOn(
                                span -> span.trace().equals(line.path("traceId").stringValue()))
                        .filteredOn(span -> span.parent().isEmpty())
                        .singleElement()
                        .extracting(ReceivedSpan::attributes)
                        .satisfies(attributes -> assertThat(attributes)
                                .containsEntry("request", "red-hats")
                                .containsEntry("query", "red hat")));
    }

    @Test
    void theLinesOfAJobNameItItsKindAndItsTrace() {
        List<JsonNode> ofJobs = lines().stream()
                .filter(line -> line.path("logger_name").asString().startsWith("io.vitrine.jobs."))
                .toList();

        assertThat(ofJobs).hasSizeGreaterThanOrEqualTo(2).allSatisfy(line -> {
            assertThat(line.path("message").asString())
                    .contains(line.path("job").stringValue());
            assertThat(line.path("jobType").stringValue()).isEqualTo("catalogue-import");
            assertThat(line.path("traceId").stringValue()).hasSize(32);
        });
    }

    private void post(String path, String request, MediaType type, String body) {
        http.post()
                .uri(path)
                .header("X-Request-Id", request)
                .contentType(type)
                .body(body)
                .exchange()
                .expectStatus()
                .is2xxSuccessful();
    }

    private JsonNode lineOf(String request) {
        return lines().stream()
                .filter(line -> line.path("request").asString().equals(request) && says(line, "Search ended"))
                .findFirst()
                .orElse(json.missingNode());
    }

    private static boolean says(JsonNode line, String words) {
        return line.path("message").asString().contains(words);
    }

    private List<JsonNode> lines() {
        return service.lines().stream().map(json::readTree).toList();
    }
}
