package io.vitrine.evaluation;

import static java.util.Comparator.comparingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.Jobs;
import io.vitrine.learning.CatalogueSplit.Part;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.search.IndexedVectors;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.web.admin-key=" + EvaluationIT.KEY
        })
@AutoConfigureMockMvc
@Import(StubModels.class)
class EvaluationIT {

    static final String KEY = "a key for this test";
    private static final String MODEL = "stub-a";
    private static final int COUNT = 300;

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
    Jobs jobs;

    @BeforeEach
    void indexACatalogue() {
        if (!products.exists("main")) {
            new TestCatalogue(products, artefacts).fill("main", COUNT);
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> vectors.of(MODEL, "main").size() == COUNT);
    }

    @Test
    void measuresWhatASimpleCountGives() {
        JsonNode report = evaluate("{\"split\":\"both\"}");
        EvaluationData data = EvaluationData.of(
                products,
                "main",
                vectors.of(MODEL, "main"),
                new SplitDefinition("bag-of-words-and-picture", 11, 0.2, 0.2));
        int[] heldOut = IntStream.range(0, COUNT)
                .filter(i -> data.parts().get(i) != Part.TRAIN)
                .toArray();
        assertThat(heldOut).hasSizeBetween(60, 180);
        assertThat(report.path("products").intValue()).isEqualTo(COUNT);
        assertThat(report.path("heldOutProducts").intValue()).isEqualTo(heldOut.length);
        // Every product has a name of its own, so recall@10 is the share of names whose picture is among the first ten.
        double found = Arrays.stream(heldOut)
                        .filter(i -> nearest(data, data.names().get(data.nameOf()[i]), 10)
                                .contains(i))
                        .count()
                / (double) heldOut.length;
        JsonNode figures = report.path("textToImage").path("figures");
        assertThat(figures.path("queries").intValue()).isEqualTo(heldOut.length);
        // Twins share a picture and so tie; at the tenth place a tie counts half.
        assertThat(figures.path("recallAt10").doubleValue()).isCloseTo(found, within(2.0 / heldOut.length));
        JsonNode breakdown = report.path("textToImage").path("breakdown");
        assertThat(breakdown.path("recallAt10").path("low").doubleValue()).isBetween(0.0, found);
        assertThat(breakdown.path("recallAt10").path("high").doubleValue()).isBetween(found, 1.0);
        assertThat(breakdown.path("medianRank").doubleValue()).isPositive();
        assertThat(breakdown.path("worst").size()).isEqualTo(12);
        assertThat(report.path("textToImage").path("index").isNull())
                .as("so few products have no approximate index")
                .isTrue();
        assertThat(report.path("paper").path("inSample").path("names").intValue())
                .isEqualTo(COUNT);
        assertThat(report.path("paper").path("heldOut").path("pictures").intValue())
                .isEqualTo(heldOut.length);
    }

    @Test
    void listsReportsAndShowsOneAsAPage() {
        JsonNode report = evaluate("{\"protocols\":[\"text-to-image\"]}");
        String id = report.path("id").stringValue();
        assertThat(report.path("paper").isNull()).isTrue();
        assertThat(http.get().uri("/api/evaluations"))
                .hasStatusOk()
                .bodyText()
                .contains(id)
                .contains("\"breakdown\":null");
        assertThat(http.get().uri("/api/evaluations/" + id).accept(MediaType.TEXT_HTML))
                .hasStatusOk()
                .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
                .bodyText()
                .contains("recall@10");
        assertThat(http.get().uri("/api/evaluations/" + UUID.randomUUID())).hasStatus(404);
    }

    @Test
    void refusesWhatItCannotMeasure() {
        for (String body : List.of(
                "{\"protocols\":[\"astrology\"]}",
                "{\"protocols\":[]}",
                "{\"split\":\"train\"}",
                "{\"catalogue\":\"nowhere\"}",
                "{\"gallery\":5}")) {
            assertThat(post(body)).hasStatus(400);
        }
        assertThat(post("{\"model\":\"nobody\"}")).hasStatus(404);
        StubModels.register(models, "stub-without-split", "");
        assertThat(post("{\"model\":\"stub-without-split\"}"))
                .hasStatus(409)
                .bodyText()
                .contains("split-unknown");
    }

    private JsonNode evaluate(String body) {
        MvcTestResult accepted = post(body);
        assertThat(accepted).hasStatus(202);
        JsonNode job = json.readTree(accepted.getResponse().getContentAsByteArray());
        UUID id = UUID.fromString(job.path("id").stringValue());
        await().atMost(Duration.ofSeconds(20)).until(() -> jobs.get(id).status() == JobStatus.SUCCEEDED);
        MvcTestResult report = http.get().uri("/api/evaluations/" + id).exchange();
        assertThat(report).hasStatusOk();
        return json.readTree(report.getResponse().getContentAsByteArray());
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/evaluations")
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static List<Integer> nearest(EvaluationData data, String name, int count) {
        float[] text = StubModels.textVector(MODEL, name);
        return IntStream.range(0, COUNT)
                .boxed()
                .sorted(comparingDouble(i -> -dot(text, data.pictures()[i])))
                .limit(count)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }
}
