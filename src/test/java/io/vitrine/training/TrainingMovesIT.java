package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.learning.EpochReport;
import io.vitrine.testing.ForkedService;
import io.vitrine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Workers in processes of their own, which share a database and no file. */
@TestPropertySource(properties = {"vitrine.roles=web", "vitrine.artefacts.store=database"})
class TrainingMovesIT extends ColouredRectangles {

    private static final String LONG = """
            {"encoder":"tiny","name":"moved","catalogue":"shapes","epochs":%d,"batchSize":8,
             "learningRates":{"text":2e-3,"image":2e-3,"heads":5e-3,"logitScale":3e-3},"weightAverage":0,
             "split":{"validation":0.2,"test":0.2}}""";
    private static final int EPOCHS = 60;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient database;

    @TempDir
    private Path directory;

    @Test
    void aTrainingWhoseProcessDiedGoesOnAtItsLastCheckpointInAnother() throws Exception {
        UUID job = submit("/api/training-jobs", LONG.formatted(EPOCHS));
        List<EpochReport> before;
        try (ForkedService first = worker("first")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> epochs(job).size() >= 2);
            before = epochs(job);
            first.kill();
        }
        assertThat(jobs.get(job).status()).isEqualTo(JobStatus.RUNNING);

        try (ForkedService second = worker("second")) {
            JobView ended = finished(job);

            assertThat(ended.status()).as("failure %s", ended.failure()).isEqualTo(JobStatus.SUCCEEDED);
        }
        assertThat(epochs(job))
                .as("an epoch learned again would have taken another time")
                .hasSize(EPOCHS)
                .startsWith(before.toArray(EpochReport[]::new));
        assertThat(models.directory("moved").resolve("model.safetensors")).isNotEmptyFile();
        assertThat(database.sql("select count(*) from workspace")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<EpochReport> epochs(UUID job) {
        JobView view = jobs.get(job);
        return view.details() == null
                ? List.of()
                : json.treeToValue(view.details(), TrainingCurve.class).epochs();
    }

    private ForkedService worker(String name) throws IOException {
        TestDatabase same = new TestDatabase(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
        return ForkedService.start(
                same,
                directory.resolve(name),
                Map.of(
                        "VITRINE_ROLES", "worker",
                        "VITRINE_ARTEFACTS_STORE", "database",
                        "VITRINE_MODELS_BUNDLED", "",
                        "VITRINE_DEVICE", "cpu",
                        "VITRINE_TRAINING_HUB_DIRECTORY", HUB.toString(),
                        "VITRINE_JOBS_POLL", "100ms",
                        "VITRINE_JOBS_HEARTBEAT", "100ms",
                        "VITRINE_JOBS_LEASE", "3s"));
    }
}
