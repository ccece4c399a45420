package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WithPostgres
@SpringBootTest(properties = {"vitrine.catalogue.sample.enabled=false", "vitrine.models.bundled=stub-a"})
@AutoConfigureMockMvc
@Import(StubModels.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelsIT {

    @Autowired
    Models models;

    @Autowired
    ActiveModel activeModel;

    @Autowired
    GuestModel guest;

    @Autowired
    BundledModels bundled;

    @Autowired
    ModelRegistry registry;

    @Autowired
    Jobs jobs;

    @Autowired
    Embedded embedded;

    @Autowired
    MockMvcTester http;

    @Test
    @Order(1)
    void registersAndActivatesTheBundledModelAtTheFirstStartOnly() throws Exception {
        assertThat(models.active()).get().extracting(ModelView::name).isEqualTo("stub-a");
        long generation = registry.latestActivation().orElseThrow().generation();
        bundled.registerAll();
        assertThat(models.all()).hasSize(1);
        assertThat(registry.latestActivation().orElseThrow().generation()).isEqualTo(generation);
    }

    @Test
    @Order(2)
    void listsVersionsWithTheirCards() {
        assertThat(http.get().uri("/api/models"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].metrics.recallAt10")
                .isEqualTo(0.5);
        assertThat(http.get().uri("/api/models/stub-a"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.active")
                .isEqualTo(true);
        assertThat(http.get().uri("/api/models/nobody")).hasStatus(404);
    }

    @Test
    @Order(3)
    void refusesOtherFilesUnderATakenName() {
        StubModels.register(models, "stub-b", "");
        StubModels.register(models, "stub-b", "");
        assertThatThrownBy(() -> StubModels.register(models, "stub-b", "\"other\":1"))
                .isInstanceOf(ModelConflict.class);
    }

    @Test
    @Order(4)
    void keepsALeasedModelOpenWhileAnotherOneIsActivated() {
        String during = activeModel.lease(leased -> {
            activate("stub-b");
            assertThat(embedded.closedModels()).isZero();
            assertThat(activeModel.<String>lease(LoadedModel::version)).isEqualTo("stub-b");
            return leased.version();
        });
        assertThat(during).isEqualTo("stub-a");
        assertThat(embedded.closedModels()).isEqualTo(1);
    }

    @Test
    @Order(5)
    void deletesAVersionUnlessItIsActive() {
        assertThatThrownBy(() -> models.delete("stub-b"))
                .isInstanceOf(ModelConflict.class)
                .hasMessageContaining("answers searches");
        models.delete("stub-a");
        assertThatThrownBy(() -> models.get("stub-a")).isInstanceOf(ModelNotFound.class);
    }

    @Test
    @Order(6)
    void keepsOneGuestBesideTheActiveModelAndMakesRoomForAnother() {
        StubModels.register(models, "stub-c", "\"calibration\":{\"slope\":2,\"intercept\":1}");
        StubModels.register(models, "stub-d", "");
        int closed = embedded.closedModels();

        assertThat(activeModel.leaseBeside("stub-c", LoadedModel::calibration)).contains(new ScoreCalibration(2, 1));
        assertThat(activeModel.leaseBeside("stub-c", LoadedModel::version)).isEqualTo("stub-c");
        assertThat(activeModel.<String>leaseBeside("stub-b", LoadedModel::version))
                .isEqualTo("stub-b");
        assertThat(embedded.closedModels()).as("stays open after its use").isEqualTo(closed);

        assertThat(activeModel.leaseBeside("stub-d", LoadedModel::calibration)).isEmpty();
        assertThat(embedded.closedModels()).isEqualTo(closed + 1);
        activeModel.lease("stub-c", LoadedModel::version);
        assertThat(embedded.closedModels())
                .as("a job closes the guest and what it opened")
                .isEqualTo(closed + 3);
    }

    @Test
    @Order(7)
    void refusesAThirdModelAndClosesTheGuestWhenItIsIdle() {
        int closed = embedded.closedModels();
        activeModel.leaseBeside("stub-c", second -> {
            assertThatThrownBy(() -> activeModel.leaseBeside("stub-d", LoadedModel::version))
                    .isInstanceOf(TooManyModels.class)
                    .hasMessageContaining("stub-b, stub-c");
            return activeModel.leaseBeside("stub-c", LoadedModel::version);
        });
        assertThatThrownBy(() -> activeModel.leaseBeside("nobody", LoadedModel::version))
                .isInstanceOf(ModelNotFound.class);

        activeModel.leaseBeside("stub-c", LoadedModel::version);
        int before = embedded.closedModels();
        guest.closeUnlessUsedSince(Instant.now().minus(Duration.ofMinutes(1)));
        assertThat(embedded.closedModels()).isEqualTo(before);
        guest.closeUnlessUsedSince(Instant.now().plusSeconds(1));
        assertThat(embedded.closedModels()).isEqualTo(before + 1).isGreaterThan(closed);
    }

    @Test
    @Order(8)
    void aGuestWhoseNameAnotherProcessGaveToOtherFilesIsOpenedAnew() {
        activeModel.leaseBeside("stub-c", LoadedModel::version);
        registry.delete("stub-c");
        StubModels.register(models, "stub-c", "\"calibration\":{\"slope\":5,\"intercept\":1}");
        assertThat(activeModel.leaseBeside("stub-c", LoadedModel::calibration)).contains(new ScoreCalibration(5, 1));
    }

    private void activate(String name) {
        JobView job = jobs.submit(ActivationJob.TYPE, new ActivationPlan(name, null));
        await().atMost(Duration.ofSeconds(10)).until(() -> jobs.get(job.id()).status() == JobStatus.SUCCEEDED);
    }
}
