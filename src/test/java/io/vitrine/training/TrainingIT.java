package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.learning.EpochReport;
import io.vitrine.learning.PublishedTowers;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.testing.WithPostgres;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trains the tiny architecture over HTTP, on coloured rectangles. */
@WithPostgres
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=",
            "vitrine.device=cpu",
            "vitrine.web.admin-key=a-key-for-the-tests-of-training"
        })
class TrainingIT {

    private static final String KEY = "Bearer a-key-for-the-tests-of-training";
    private static final Map<String, Color> COLOURS =
            Map.of("red", Color.RED, "blue", Color.BLUE, "green", Color.GREEN, "black", Color.BLACK);
    private static final String TINY = """
            {"encoder":"tiny","name":"%s","catalogue":"shapes","epochs":2,"batchSize":8,
             "learningRates":{"text":2e-3,"image":2e-3,"heads":5e-3,"logitScale":3e-3},"weightAverage":0,
             "split":{"validation":0.2,"test":0.2}}""";

    /** Made before the application starts, and so before JUnit would make one. */
    private static final Path HUB = newDirectory();

    @Autowired
    MockMvcTester http;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Jobs jobs;

    @Autowired
    Models models;

    @Autowired
    JsonMapper json;

    @DynamicPropertySource
    static void hub(DynamicPropertyRegistry registry) {
        registry.add("vitrine.training.hub.directory", () -> HUB);
    }

    @BeforeAll
    void publishTowersAndProducts() throws IOException {
        PublishedTowers.copyTo(HUB);
        List<ProductDraft> drafts = new ArrayList<>();
        for (int size = 1; size <= 12; size++) {
            for (Map.Entry<String, Color> colour : COLOURS.entrySet()) {
                String name = colour.getKey() + " shirt " + size;
                String picture = artefacts.put(rectangle(colour.getValue(), size));
                drafts.add(new ProductDraft(name, name, Map.of("baseColour", colour.getKey()), picture));
            }
        }
        products.put("shapes", drafts);
    }

    @Test
    void trainsMeasuresAndRegistersAModelWithItsCard() {
        JobView job = finished(submit(TINY.formatted("tiny-1")));

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(json.valueToTree(job.result()).path("epochs").size()).isEqualTo(2);
        TrainingCurve curve = json.treeToValue(job.details(), TrainingCurve.class);
        assertThat(curve.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2);
        assertThat(curve.loss()).hasSize(curve.totalSteps()).allMatch(point -> point.loss() > 0);
        ModelView model = models.get("tiny-1");
        assertThat(model.encoder()).isEqualTo("tiny");
        assertThat(model.active()).isFalse();
        JsonNode card = model.card();
        assertThat(card.path("split").path("method").asString()).isEqualTo("bag-of-words-and-picture");
        int held = card.path("data").path("validation").intValue()
                + card.path("data").path("test").intValue();
        assertThat(card.path("data").path("train").intValue() + held).isEqualTo(48);
        assertThat(held).isPositive();
        assertThat(card.path("calibration").path("slope").doubleValue()).isPositive();
        assertThat(model.metrics().path("textToImage").path("gallery").intValue())
                .isEqualTo(48);
    }

    @Test
    void goesOnFromARegisteredModelAndRefusesItsNameForAnother() {
        assertThat(finished(submit(TINY.formatted("tiny-2"))).status()).isEqualTo(JobStatus.SUCCEEDED);

        MvcTestResult taken = post(TINY.formatted("tiny-2"), KEY);
        String again = TINY.formatted("tiny-3").replace("{\"encoder\"", "{\"startFrom\":\"tiny-2\",\"encoder\"");
        JobView job = finished(submit(again));

        assertThat(taken)
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("name");
        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(models.get("tiny-3").card().path("startedFrom").path("name").asString())
                .isEqualTo("tiny-2");
    }

    @Test
    void tellsWhatKeepsATrainingFromItsData() {
        JobView job = finished(submit(TINY.formatted("too-large").replace("\"batchSize\":8", "\"batchSize\":1000")));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(json.valueToTree(job.failure()).toString()).contains("batchSize");
    }

    @Test
    void showsTheDefaults() {
        assertThat(http.get().uri("/api/training-jobs/defaults"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.epochs")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"epochs":0}                                   | epochs
            {"epochs":"five"}                              | epochs
            {"epochs":2.5}                                 | epochs
            {"epochs":null}                                | epochs
            {"batchSize":1}                                | batchSize
            {"microBatchSize":0}                           | microBatchSize
            {"patience":3,"split":{"validation":0}}        | patience
            {"colour":"red"}                               | colour
            {"learningRates":{"txt":0.1}}                  | learningRates.txt
            {"learningRates":{"text":7}}                   | learningRates.text
            {"learningRates":5}                            | learningRates
            {"split":{"test":0.9}}                         | split.test
            {"captions":{"nameShare":-1}}                  | captions.nameShare
            {"captions":null}                              | captions
            {"captions":{"wordDropout":1}}                 | captions.wordDropout
            {"hardNegatives":{"run":0}}                    | hardNegatives.run
            {"precision":"float8"}                         | precision
            {"augmentation":{"smallestCrop":0}}            | augmentation.smallestCrop
            {"encoder":"no-such"}                          | encoder
            {"encoder":"tiny","catalogue":"nowhere"}       | catalogue
            {"encoder":"tiny","catalogue":7}               | catalogue
            {"catalogue":"shapes","name":"Not A Name"}     | name
            {"catalogue":"shapes","startFrom":"nothing"}   | startFrom
            """)
    void refusesAnImpossiblePlanAndNamesTheField(String body, String field) {
        assertThat(post(body, KEY))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void needsTheKey() {
        assertThat(post("{}", "Bearer wrong")).hasStatus(401);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("vitrine-hub-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void deleteTowers() throws IOException {
        FileSystemUtils.deleteRecursively(HUB);
    }

    private UUID submit(String body) {
        MvcTestResult result = post(body, KEY);
        assertThat(result).hasStatus(202);
        try {
            return UUID.fromString(json.readTree(result.getResponse().getContentAsString())
                    .path("id")
                    .asString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MvcTestResult post(String body, String key) {
        return http.post()
                .uri("/api/training-jobs")
                .header("Authorization", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private JobView finished(UUID job) {
        await().atMost(Duration.ofMinutes(3)).until(() -> jobs.get(job).status().isTerminal());
        return jobs.get(job);
    }

    private static byte[] rectangle(Color colour, int size) throws IOException {
        BufferedImage image = new BufferedImage(24, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 24, 32);
        graphics.setColor(colour);
        graphics.fillRect(2, 3, 6 + size, 12 + size);
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    }
}
