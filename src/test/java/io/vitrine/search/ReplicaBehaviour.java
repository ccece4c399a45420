package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TestReplica;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on a server and its streaming replica, which holds an indexed catalogue. */
@Import(StubModels.class)
@ContextConfiguration(initializers = OnReplica.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReplicaBehaviour {

    static final String MODEL = "stub-a";
    static final int COUNT = 30;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @Autowired
    MeterRegistry meters;

    private final JsonMapper json = new JsonMapper();

    record Answer(int status, JsonNode body) {}

    TestReplica replica() {
        return OnReplica.replica();
    }

    @BeforeAll
    void indexACatalogue() {
        fill("main");
        awaitReplica();
    }

    @AfterEach
    void replayAgain() {
        replica().resume();
        awaitReplica();
    }

    void fill(String catalogue) {
        new TestCatalogue(products, artefacts).fill(catalogue, COUNT);
        awaitIndex(catalogue);
    }

    void awaitIndex(String catalogue) {
        await().atMost(PATIENCE).until(() -> indexer.isCurrent(MODEL, catalogue));
    }

    /** Until searches are answered by the replica alone. */
    void awaitReplica() {
        awaitReplica("{\"query\":\"Product 3\",\"limit\":" + COUNT + "}", COUNT);
    }

    /** Until the replica alone answers a search with so many hits. */
    void awaitReplica(String request, int hits) {
        await().atMost(PATIENCE).until(() -> {
            double before = fallbacks();
            Answer answer = search(request);
            return answer.status() == 200 && answer.body().path("hits").size() == hits && fallbacks() == before;
        });
    }

    void rename(String id, String name) {
        ProductView product = products.find("main", id).orElseThrow();
        products.put("main", List.of(new ProductDraft(id, name, product.attributes(), product.pictureHash())));
    }

    double fallbacks() {
        return meters.get("vitrine.read.replica.fallbacks").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double fallbacks(String reason) {
        return meters.get("vitrine.read.replica.fallbacks")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** The name that a search shows of a product, which must be among its hits. */
    String nameOf(String id, String request) {
        Answer answer = search(request);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        for (JsonNode hit : answer.body().path("hits")) {
            if (hit.path("product").path("id").asString().equals(id)) {
                return hit.path("product").path("name").asString();
            }
        }
        throw new AssertionError("product " + id + " is not found by " + request + ": " + answer.body());
    }

    Answer search(String body) {
        return answer(http().post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .returnResult());
    }

    Answer get(String path) {
        return answer(http().get().uri(path).exchange().returnResult());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    private Answer answer(ExchangeResult result) {
        return new Answer(result.getStatus().value(), json.readTree(result.getResponseBodyContent()));
    }
}
