package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several workers fill one table. */
@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.indexing-part=16"
        })
@Import(StubModels.class)
class SharedFillingIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PRODUCTS = 200;
    private static final int PICTURES = 180;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Models models;

    @Autowired
    Indexer indexer;

    @Autowired
    IndexParts parts;

    @Autowired
    SharedFillings fillings;

    @Autowired
    EmbeddingTables tables;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    Embedded embedded;

    @Autowired
    JdbcClient database;

    private TestCatalogue catalogue;

    @BeforeEach
    void useACatalogue() {
        catalogue = new TestCatalogue(products, artefacts);
    }

    @Test
    void workersTakePartsOfOneTableAndTheReportCountsThemAll() throws Exception {
        prepare("stub-shared", "shared");
        int before = embedded.pictures();
        CountDownLatch helpIsOver = new CountDownLatch(1);
        CompletableFuture<IndexingReport> leading = lead("stub-shared", "shared", new NoJob(() -> wait(helpIsOver)));
        EmbeddingTable table = openTable("stub-shared");
        assertThat(parts.leads(table)).isTrue();

        indexer.help(table, () -> {});
        Filled helped = fillings.helped(table);
        helpIsOver.countDown();
        IndexingReport report = leading.get();

        assertThat(helped.products()).as("all but the leader's first part").isBetween(PRODUCTS - 16L, PRODUCTS - 1L);
        assertThat(report.embedded() + report.reused()).isEqualTo(PRODUCTS);
        assertThat(vectors.of("stub-shared", "shared")).hasSize(PRODUCTS);
        assertThat(embedded.pictures() - before).isEqualTo(PICTURES);
        assertThat(parts.leads(table)).isFalse();
        assertThat(fillings.offers()).noneMatch(offer -> offer.table().id() == table.id());
    }

    @Test
    void helpThatEndsEarlyLeavesWhatItCommittedAndTheLeaderDoesTheRest() throws Exception {
        prepare("stub-left", "left");
        int before = embedded.pictures();
        CountDownLatch helpIsOver = new CountDownLatch(1);
        CompletableFuture<IndexingReport> leading = lead("stub-left", "left", new NoJob(() -> wait(helpIsOver)));
        EmbeddingTable table = openTable("stub-left");

        AtomicInteger checkpoints = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> indexer.help(table, () -> {
                    if (checkpoints.incrementAndGet() > 4) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .withMessage("killed");
        assertThat(fillings.helped(table).products()).isBetween(16L, PRODUCTS / 2L);
        helpIsOver.countDown();
        IndexingReport report = leading.get();

        assertThat(report.embedded() + report.reused()).isEqualTo(PRODUCTS);
        assertThat(vectors.of("stub-left", "left")).hasSize(PRODUCTS);
        assertThat(embedded.pictures() - before).isEqualTo(PICTURES);
    }

    @Test
    void whatHelpersSkipIsReportedByTheLeader() throws Exception {
        catalogue.addUnreadable("skipping", "broken");
        prepare("stub-skipping", "skipping");
        CountDownLatch helpIsOver = new CountDownLatch(1);
        AtomicInteger checkpoints = new AtomicInteger();
        CompletableFuture<IndexingReport> leading = lead("stub-skipping", "skipping", new NoJob(() -> {
            if (checkpoints.incrementAndGet() > 1) { // its own first part is not begun
                wait(helpIsOver);
            }
        }));
        EmbeddingTable table = openTable("stub-skipping");

        indexer.help(table, () -> {});
        helpIsOver.countDown();
        IndexingReport report = leading.get();

        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.skippedExamples())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.product()).isEqualTo("broken"));
    }

    @Test
    void aWorkerHelpsTheRunningJobOfAnotherProcessAndStopsWhenItIsPaused() {
        prepare("stub-far", "far");
        EmbeddingTable table = tables.loading("stub-far", "far");
        UUID job = jobOfAnotherProcess("PAUSED");
        fillings.open(table, job);
        assertThat(fillings.offers()).anyMatch(offer -> offer.job().equals(job));
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> tables.rows(table) == 0);

        database.sql("update job set status = 'RUNNING' where id = :id")
                .param("id", job)
                .update();

        await().atMost(SOON).until(() -> tables.rows(table) == PRODUCTS);
        await().atMost(SOON).until(() -> fillings.helped(table).products() == PRODUCTS);
    }

    @Test
    void nobodyHelpsWhatIsClosed() {
        prepare("stub-closed", "closed");
        EmbeddingTable table = tables.loading("stub-closed", "closed");
        fillings.open(table, jobOfAnotherProcess("PAUSED"));
        fillings.close(table);

        indexer.help(table, () -> {});

        assertThat(tables.rows(table)).isZero();
    }

    /** The active model's own index is out of the way before anything is counted. */
    private void prepare(String model, String name) {
        catalogue.fill(name, PRODUCTS);
        await().atMost(SOON).until(() -> indexer.isCurrent("stub-a", name));
        StubModels.register(models, model, "");
    }

    private CompletableFuture<IndexingReport> lead(String model, String name, NoJob job) {
        return CompletableFuture.supplyAsync(() -> indexer.index(model, name, job));
    }

    private EmbeddingTable openTable(String model) {
        await().atMost(SOON)
                .until(() -> fillings.offers().stream()
                        .anyMatch(offer -> offer.table().model().equals(model)));
        return tables.ofModel(model).getFirst();
    }

    /** A job whose process is alive, as far as the database can tell. */
    private UUID jobOfAnotherProcess(String status) {
        UUID id = UUID.randomUUID();
        database.sql("""
                        insert into job (id, type, status, plan, worker, lease_until, attempt, started_at)
                        values (:id, 'indexing', :status, '{}', :worker, now() + interval '1 hour', 1, now())""")
                .param("id", id)
                .param("status", status)
                .param("worker", UUID.randomUUID())
                .update();
        return id;
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
