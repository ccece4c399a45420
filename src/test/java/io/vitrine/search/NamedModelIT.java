package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.search.IndexedVectors.IndexedVector;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches by a version that is not the active one; of these here, only the active one is calibrated. */
@WithPostgres
@Import(StubModels.class)
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
class NamedModelIT {

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Models models;

    @Autowired
    ActiveModel activeModel;

    @Autowired
    Indexer indexer;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    Jobs jobs;

    @BeforeAll
    void indexWithThreeVersions() {
        new TestCatalogue(products, artefacts).fill("main", 40);
        await().atMost(Duration.ofSeconds(20)).until(() -> indexer.isCurrent("stub-a", "main"));
        for (String version : List.of("stub-b", "stub-c")) {
            StubModels.register(models, version, "");
            JobView job = jobs.submit(IndexingJob.TYPE, new IndexingPlan(version, "main"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> jobs.get(job.id()).status() == JobStatus.SUCCEEDED);
        }
        StubModels.register(models, "stub-bare", "");
    }

    @Test
    void theNamedVersionEmbedsTheQueryAndItsVectorsAreCompared() {
        float[] query = StubModels.textVector("stub-b", "shoes");
        long best = vectors.of("stub-b", "main").stream()
                .max(Comparator.comparingDouble(each -> dot(query, each.embedding())))
                .map(IndexedVector::productKey)
                .orElseThrow();

        JsonNode answer = search("\"model\":\"stub-b\",\"limit\":40");

        assertThat(answer.path("model").stringValue()).isEqualTo("stub-b");
        assertThat(answer.path("complete").booleanValue()).isTrue();
        assertThat(products.find("main", SearchBehaviour.ids(answer).getFirst())
                        .orElseThrow()
                        .key())
                .isEqualTo(best);
        assertThat(SearchBehaviour.ids(answer)).isNotEqualTo(SearchBehaviour.ids(search("\"limit\":40")));
    }

    @Test
    void namingTheActiveVersionChangesNothing() {
        assertThat(search("\"model\":\"stub-a\"").path("hits"))
                .isEqualTo(search("\"limit\":20").path("hits"));
    }

    @Test
    void aVersionThatIsNotIndexedCannotAnswer() {
        JsonNode problem = refused("\"model\":\"stub-bare\"", 409);
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo("model");
        assertThat(problem.path("detail").stringValue()).contains("stub-bare", "main", "indexing-jobs");
    }

    @Test
    void aThirdVersionIsRefusedWhileTheSecondIsInUse() {
        activeModel.leaseBeside("stub-b", second -> {
            JsonNode problem = refused("\"model\":\"stub-c\"", 409);
            assertThat(problem.path("errors").path(0).path("field").stringValue())
                    .isEqualTo("model");
            assertThat(problem.path("detail").stringValue()).contains("stub-a, stub-b");
            assertThat(search("\"model\":\"stub-b\"").path("model").stringValue())
                    .isEqualTo("stub-b");
            return second.version();
        });
        assertThat(search("\"model\":\"stub-c\"").path("model").stringValue()).isEqualTo("stub-c");
    }

    @Test
    void aVersionWithoutCalibrationKnowsNoProbabilities() {
        JsonNode problem = refused("\"model\":\"stub-b\",\"minScore\":0.5", 400);
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo("minScore");
        assertThat(problem.path("detail").stringValue()).contains("stub-b", "no calibration", "validation");
        JsonNode hit =
                search("\"model\":\"stub-b\",\"explain\":true").path("hits").path(0);
        assertThat(hit.path("explanation").path("probability").isNull()).isTrue();
        assertThat(hit.path("explanation").path("vector").path("rank").intValue())
                .isEqualTo(1);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private JsonNode search(String more) {
        MvcTestResult result = post(more);
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private JsonNode refused(String more, int status) {
        MvcTestResult result = post(more);
        assertThat(result).hasStatus(status);
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private MvcTestResult post(String more) {
        return http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"query\":\"shoes\",\"mode\":\"vector\",\"catalogue\":\"main\"," + more + "}")
                .exchange();
    }
}
