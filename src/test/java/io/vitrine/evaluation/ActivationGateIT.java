package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.search.IndexedVectors;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models whose vectors are random, so that each is a little better or worse than the others. */
@WithPostgres
@Import(StubModels.class)
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringBootTest(
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.models.replicas.heartbeat=200ms",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.evaluation.gate.margin=0",
            "vitrine.evaluation.gate.minimum-queries=20",
            "vitrine.web.admin-key=" + ActivationGateIT.KEY
        })
class ActivationGateIT {

    static final String KEY = "a key for the gate";

    private static final int COUNT = 300;
    private static final String SPLIT =
            "\"split\":{\"method\":\"bag-of-words-and-picture\",\"seed\":11,\"validation\":0.2,\"test\":0.2}";

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    Models models;

    @Autowired
    Embedded embedded;

    @Autowired
    Jobs jobs;

    private final List<String> refused = new ArrayList<>();

    @BeforeAll
    void indexACatalogue() {
        new TestCatalogue(products, artefacts).fill("main", COUNT);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> vectors.of("stub-a", "main").size() == COUNT);
    }

    @Test
    @Order(1)
    void onlyVersionsThatAreNoWorseThanTheLiveOneGoLive() {
        for (int i = 1; i <= 6; i++) {
            String version = "stub-" + i;
            StubModels.register(models, version, SPLIT);
            String live = models.active().map(ModelView::name).orElseThrow();

            JobView job = activate(version, "");

            JsonNode gate = Objects.requireNonNull(job.details()).path("gate");
            assertThat(gate.path("queries").intValue()).isBetween(20, 100);
            assertThat(gate.path("liveModel").stringValue()).isEqualTo(live);
            boolean good =
                    gate.path("candidate").doubleValue() >= gate.path("live").doubleValue();
            assertThat(job.status()).as(gate.toString()).isEqualTo(good ? JobStatus.SUCCEEDED : JobStatus.FAILED);
            if (!good) {
                refused.add(version);
                assertThat(Objects.requireNonNull(job.failure()).code()).isEqualTo("worse-than-live");
                assertThat(models.active()).get().extracting(ModelView::name).isEqualTo(live);
            }
        }
        assertThat(refused).isNotEmpty().hasSizeLessThan(6);
    }

    @Test
    @Order(2)
    void whoeverForcesIsNamedInTheResultAndNoPictureIsEmbeddedTwice() {
        int pictures = embedded.pictures();

        JobView job = activate(refused.getFirst(), "{\"force\":true}");

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        JsonNode gate = Objects.requireNonNull(job.result()).path("findings").path("gate");
        assertThat(gate.path("outcome").stringValue()).isEqualTo("OVERRIDDEN");
        assertThat(gate.path("forcedBy").stringValue()).isEqualTo("administrator");
        assertThat(embedded.pictures()).isEqualTo(pictures);
    }

    @Test
    @Order(3)
    void aVersionWithoutSplitPassesBecauseNothingCanBeSaid() {
        StubModels.register(models, "stub-without-split", "");

        JobView job = activate("stub-without-split", "{}");

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        JsonNode gate = Objects.requireNonNull(job.result()).path("findings").path("gate");
        assertThat(gate.path("outcome").stringValue()).isEqualTo("NOT_MEASURED");
        assertThat(gate.path("explanation").stringValue()).contains("'stub-without-split' has not learned from");
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(strings = {"{\"force\":\"true\"}", "{\"forced\":true}", "[]", "{"})
    void aBodyThatIsNotMeantIsRefused(String body) {
        assertThat(post("stub-a", body)).hasStatus(400);
    }

    private JobView activate(String version, String body) {
        MvcTestResult accepted = post(version, body);
        assertThat(accepted).hasStatus(202);
        UUID id = UUID.fromString(json.readTree(accepted.getResponse().getContentAsByteArray())
                .path("id")
                .stringValue());
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs.get(id).status().isTerminal());
        return jobs.get(id);
    }

    private MvcTestResult post(String version, String body) {
        return http.post()
                .uri("/api/models/" + version + "/activation")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
