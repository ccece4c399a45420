package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.artefacts.Workspaces;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.learning.EpochReport;
import io.vitrine.models.ModelView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

/** Trains the tiny architecture over HTTP. */
class TrainingIT extends ColouredRectangles {

    private static final String ADDRESS = "/api/training-jobs";
    private static final String TINY = """
            {"encoder":"tiny","name":"%s","catalogue":"shapes","epochs":2,"batchSize":8,
             "learningRates":{"text":2e-3,"image":2e-3,"heads":5e-3,"logitScale":3e-3},"weightAverage":0,
             "split":{"validation":0.2,"test":0.2}}""";

    @Autowired
    TrainingJob training;

    @Autowired
    Workspaces workspaces;

    @Test
    void trainsMeasuresAndRegistersAModelWithItsCard() {
        JobView job = finished(submit(ADDRESS, TINY.formatted("tiny-1")));

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
    void trainingsThatLockTheSameTowersShareWhatTheseSay() throws IOException {
        String locking =
                TINY.replace("\"weightAverage\"", "\"locked\":{\"text\":true,\"image\":true},\"weightAverage\"");
        JobView first = finished(submit(ADDRESS, locking.formatted("heads-1")));
        assertThat(first.status()).as("failure %s", first.failure()).isEqualTo(JobStatus.SUCCEEDED);
        Set<Path> kept = lockedFeatures();
        assertThat(kept).hasSize(2);

        JobView second = finished(
                submit(ADDRESS, locking.replace("\"epochs\":2", "\"steps\":3").formatted("heads-2")));

        assertThat(second.status()).as("failure %s", second.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(json.treeToValue(second.details(), TrainingCurve.class).totalSteps())
                .isEqualTo(3);
        assertThat(lockedFeatures()).isEqualTo(kept);
    }

    private Set<Path> lockedFeatures() throws IOException {
        try (Stream<Path> files = Files.list(workspaces.open("locked-features"))) {
            return files.collect(Collectors.toSet());
        }
    }

    @Test
    void endsWellWhenItsProcessDiedAfterRegisteringTheModel() throws Exception {
        JobView job = finished(submit(ADDRESS, TINY.formatted("tiny-4")));

        TrainingResult again = training.run(json.treeToValue(job.plan(), TrainingOrder.class), new Rerun(job.id()));

        assertThat(again).isEqualTo(json.treeToValue(job.result(), TrainingResult.class));
    }

    /** The job as its next process has it, which would tell of a phase if it learned again. */
    private record Rerun(UUID jobId) implements JobContext {

        @Override
        public void phase(String phase, String unit, long total) {
            assertThat(phase).isEqualTo("waiting for another training");
        }

        @Override
        public void advanced(long done) {}

        @Override
        public void show(Object details) {}

        @Override
        public <T> Optional<T> shownBefore(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void checkpoint() {}
    }

    @Test
    void goesOnFromARegisteredModelAndRefusesItsNameForAnother() {
        assertThat(finished(submit(ADDRESS, TINY.formatted("tiny-2"))).status()).isEqualTo(JobStatus.SUCCEEDED);

        MvcTestResult taken = post(ADDRESS, TINY.formatted("tiny-2"), KEY);
        String again = TINY.formatted("tiny-3").replace("{\"encoder\"", "{\"startFrom\":\"tiny-2\",\"encoder\"");
        JobView job = finished(submit(ADDRESS, again));
        JobView unnamed =
                jobs.get(submit(ADDRESS, again.replace("tiny-3", "tiny-5").replace("\"encoder\":\"tiny\",", "")));

        assertThat(taken)
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("name");
        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(models.get("tiny-3").card().path("startedFrom").path("name").asString())
                .isEqualTo("tiny-2");
        assertThat(json.treeToValue(unnamed.plan(), TrainingOrder.class).plan().encoder())
                .as("the architecture of the model it starts from")
                .isEqualTo("tiny");
    }

    @Test
    void tellsWhatKeepsATrainingFromItsData() {
        JobView job =
                finished(submit(ADDRESS, TINY.formatted("too-large").replace("\"batchSize\":8", "\"batchSize\":1000")));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(json.valueToTree(job.failure()).toString()).contains("batchSize");
    }

    @Test
    void showsTheDefaultsAndTheArchitectureOfTheLiveModel() {
        assertThat(defaults()).bodyJson().extractingPath("$.epochs").isEqualTo(5);

        String searchable = TINY.replace("\"tiny\"", "\"tiny-searchable\"").formatted("tiny-6");
        assertThat(finished(submit(ADDRESS, searchable)).status()).isEqualTo(JobStatus.SUCCEEDED);
        JobView activation = activate("tiny-6");

        assertThat(activation.status()).as("failure %s", activation.failure()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(defaults()).bodyJson().extractingPath("$.encoder").isEqualTo("tiny-searchable");
    }

    private MvcTestResult defaults() {
        MvcTestResult defaults = http.get().uri(ADDRESS + "/defaults").exchange();
        assertThat(defaults).hasStatusOk();
        return defaults;
    }

    private JobView activate(String model) {
        return finished(submit("/api/models/" + model + "/activation", "{\"force\":true}"));
    }

    @Test
    void aModelWhoseVectorsDoNotFitTheTablesIsNotActivated() {
        assertThat(finished(submit(ADDRESS, TINY.formatted("tiny-7"))).status()).isEqualTo(JobStatus.SUCCEEDED);

        JobView activation = activate("tiny-7");

        assertThat(activation.status()).isEqualTo(JobStatus.FAILED);
        assertThat(json.valueToTree(activation.failure()).toString())
                .contains("wrong-dimensions", "vectors of 16 dimensions", "such of 128");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"epochs":0}                                   | epochs
            {"epochs":"five"}                              | epochs
            {"epochs":2.5}                                 | epochs
            {"epochs":null}                                | epochs
            {"steps":-1}                                   | steps
            {"steps":1,"epochs":1}                         | steps
            {"batchSize":1}                                | batchSize
            {"microBatchSize":0}                           | microBatchSize
            {"centerCrops":[]}                             | centerCrops
            {"centerCrops":[1,0]}                          | centerCrops
            {"centerCrops":[1.01]}                         | centerCrops
            {"patience":3,"split":{"validation":0}}        | patience
            {"colour":"red"}                               | colour
            {"learningRates":{"txt":0.1}}                  | learningRates.txt
            {"learningRates":{"text":7}}                   | learningRates.text
            {"learningRates":5}                            | learningRates
            {"split":{"test":0.9}}                         | split.test
            {"captions":{"nameShare":-1}}                  | captions.nameShare
            {"captions":null}                              | captions
            {"captions":{"wordDropout":1}}                 | captions.wordDropout
            {"captions":{"templates":[]}}                  | captions.templates
            {"captions":{"templates":["red shirt"]}}       | captions.templates
            {"captions":{"templates":[null]}}              | captions.templates
            {"captions":{"templates":"{name}"}}            | captions.templates
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
        assertThat(post(ADDRESS, body, KEY))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void needsTheKey() {
        assertThat(post(ADDRESS, "{}", "Bearer wrong")).hasStatus(401);
    }
}
