package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TraceCollector;
import io.vitrine.testing.TraceCollector.ReceivedSpan;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What a collector of traces receives of a service with a real model. */
@WithPostgres
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=vitrine-mini-4",
            "vitrine.search.indexing-delay=100ms",
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        })
class TracesIT {

    private static final TraceCollector COLLECTOR = new TraceCollector();
    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @DynamicPropertySource
    static void sendTracesHere(DynamicPropertyRegistry properties) {
        properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
    }

    @BeforeAll
    void indexACatalogue() {
        new TestCatalogue(products, artefacts).fill("main", 30);
        await().atMost(SOON).until(() -> indexer.isCurrent("vitrine-mini-4", "main"));
    }

    @AfterAll
    static void stopTheCollector() {
        COLLECTOR.close();
    }

    @Test
    void aTraceSaysWhereASearchSpentItsTime() {
        search("by-words", "{\"query\":\"red shoes\",\"facets\":[\"gender\"],\"explain\":true}", 200);

        List<ReceivedSpan> trace = traceOf("by-words");
        assertThat(trace)
                .extracting(ReceivedSpan::name)
                .containsExactlyInAnyOrder(
                        "http post /api/search",
                        "search",
                        "correct words",
                        "embed",
                        "wait for the engine",
                        "text tower",
                        "find products",
                        "nearest vectors",
                        "matching words",
                        "fuse",
                        "join products",
                        "explain",
                        "count facets");
        assertThat(pathTo(trace, "text tower")).containsExactly("http post /api/search", "search", "embed");
        assertThat(pathTo(trace, "wait for the engine")).containsExactly("http post /api/search", "search", "embed");
        assertThat(pathTo(trace, "fuse")).containsExactly("http post /api/search", "search", "find products");
        assertThat(named(trace, "http post /api/search").attributes())
                .containsEntry("mode", "hybrid")
                .containsEntry("hits", "20")
                .containsEntry("status", "200");
    }

    @Test
    void aPictureIsDecodedAndEmbedded() {
        String picture = Base64.getEncoder().encodeToString(TestCatalogue.picture(7));
        search("by-picture", "{\"image\":\"" + picture + "\",\"collapseDuplicates\":true}", 200);

        assertThat(traceOf("by-picture"))
                .extracting(ReceivedSpan::name)
                .contains("decode the picture", "picture tower", "collapse duplicates", "nearest vectors")
                .doesNotContain("text tower", "matching words");
    }

    @Test
    void whatWasSearchedForIsNeitherInTracesNorInTheLog(CapturedOutput log) {
        search("secret", "{\"query\":\"unmentionable galoshes\"}", 200);
        search("secret-refused", "{\"query\":\"unmentionable galoshes\",\"filters\":{\"nothing\":1}}", 400);

        assertThat(traceOf("secret")).isNotEmpty();
        assertThat(traceOf("secret-refused")).isNotEmpty();
        assertThat(COLLECTOR.everything()).doesNotContain("unmentionable", "galoshes");
        assertThat(log)
                .contains("[secret] ", "Search ended with 200", "[secret-refused] ", "Search ended with 400")
                .doesNotContain("unmentionable", "galoshes");
    }

    @Test
    void aJobIsATraceOfItsOwnWithASpanForEachPhase() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(COLLECTOR.spans()).anySatisfy(job -> {
                    assertThat(job.name()).isEqualTo("job indexing");
                    assertThat(job.parent()).isEmpty();
                    assertThat(job.attributes()).containsKey("job").containsEntry("outcome", "succeeded");
                    assertThat(COLLECTOR.spans())
                            .filteredOn(phase -> phase.parent().equals(job.id()))
                            .extracting(ReceivedSpan::name)
                            .contains("embedding");
                }));
    }

    @Test
    void probesScrapesAndTheClockworkAreNotTraced() {
        for (String path : List.of("/actuator/health", "/actuator/prometheus")) {
            http().get().uri(path).exchange().expectStatus().isOk();
        }
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true); // the clockwork ticks each second
        search("after-probes", "{\"query\":\"hat\"}", 200);

        assertThat(traceOf("after-probes")).isNotEmpty();
        assertThat(COLLECTOR.spans())
                .filteredOn(span -> span.parent().isEmpty())
                .extracting(ReceivedSpan::name)
                .allMatch(name -> name.startsWith("http post") || name.startsWith("job "));
    }

    private void search(String id, String body, int status) {
        http().post()
                .uri("/api/search")
                .header("X-Request-Id", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    /** All spans of the trace that a request's id leads to; the request's own span is the last that is sent. */
    private static List<ReceivedSpan> traceOf(String request) {
        ReceivedSpan first = await().atMost(SOON)
                .until(
                        () -> COLLECTOR.spans().stream()
                                .filter(span -> request.equals(span.attributes().get("request")))
                                .findAny()
                                .orElse(null),
                        Objects::nonNull);
        return COLLECTOR.spans().stream()
                .filter(span -> span.trace().equals(first.trace()))
                .toList();
    }

    private static List<String> pathTo(List<ReceivedSpan> trace, String name) {
        List<String> path = new ArrayList<>();
        String parent = named(trace, name).parent();
        while (!parent.isEmpty()) {
            String id = parent;
            ReceivedSpan above = trace.stream()
                    .filter(span -> span.id().equals(id))
                    .findAny()
                    .orElseThrow();
            path.addFirst(above.name());
            parent = above.parent();
        }
        return path;
    }

    private static ReceivedSpan named(List<ReceivedSpan> trace, String name) {
        return trace.stream().filter(span -> span.name().equals(name)).findAny().orElseThrow();
    }
}
