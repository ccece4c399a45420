package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
@Import(StubModels.class)
class IndexingIT {

    private static final String MODEL = "stub-a";

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Models models;

    @Autowired
    Jobs jobs;

    @Autowired
    Indexer indexer;

    @Autowired
    EmbeddingTables tables;

    @Autowired
    LiveTables live;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    VectorStore stored;

    @Autowired
    ProductSearch search;

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
    void embedsAPictureOnceHoweverManyProductsHaveIt() {
        int before = embedded.pictures();
        catalogue.fill("twins", 100);
        waitForIndex("twins");
        assertThat(vectors.of(MODEL, "twins")).hasSize(100);
        assertThat(embedded.pictures() - before).isEqualTo(90);
    }

    @Test
    void skipsAndReportsPicturesThatCannotBeRead() {
        catalogue.fill("damaged", 5);
        catalogue.addUnreadable("damaged", "broken");
        waitForIndex("damaged");
        assertThat(vectors.of(MODEL, "damaged")).hasSize(5);
        assertThat(indexer.isCurrent(MODEL, "damaged")).isTrue();
        assertThat(database.sql("select reason from embedding_skip")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("picture");
        assertThat(find("damaged", 100).complete()).isTrue();
    }

    @Test
    void makesAddedReplacedAndRemovedProductsSearchableSoon() {
        catalogue.fill("changing", 20);
        waitForIndex("changing");
        long table = tables.live(MODEL, "changing").orElseThrow().id();
        catalogue.add("changing", "new", 777);
        products.remove("changing", "3");
        catalogue.add("changing", "4", 778);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            Set<String> ids = ids(find("changing", 100));
            return ids.contains("new") && !ids.contains("3") && indexer.isCurrent(MODEL, "changing");
        });
        assertThat(tables.live(MODEL, "changing").orElseThrow().id())
                .as("few changes go into the live table")
                .isEqualTo(table);
        assertThat(vectors.of(MODEL, "changing")).hasSize(20);
    }

    @Test
    void neverShowsADeletedProductNorOneHitTooFew() {
        catalogue.fill("deleting", 40);
        waitForIndex("deleting");
        for (int i = 0; i < 20; i++) {
            products.remove("deleting", Integer.toString(i));
            SearchResult result = find("deleting", 15);
            assertThat(result.hits()).hasSize(15);
            assertThat(ids(result)).doesNotContain(Integer.toString(i));
        }
    }

    @Test
    void saysThatMoreMayExistWhileSomeProductsAreNotIndexed() {
        catalogue.fill("partial", 10);
        waitForIndex("partial");
        database.sql("delete from "
                        + tables.live(MODEL, "partial").orElseThrow().name() + " where product_key % 2 = 0")
                .update();
        assertThat(find("partial", 5).complete()).isTrue();
        assertThat(find("partial", 20).complete()).isFalse();
        indexer.index(MODEL, "partial", new NoJob());
        assertThat(find("partial", 20).complete()).isTrue();
    }

    @Test
    void searchesGoOnWhileATableIsReplaced() {
        catalogue.fill("replaced", 50);
        waitForIndex("replaced");
        AtomicBoolean go = new AtomicBoolean(true);
        CompletableFuture<Integer> searching = CompletableFuture.supplyAsync(() -> {
            int answers = 0;
            while (go.get()) {
                assertThat(find("replaced", 50).hits()).hasSize(50);
                answers++;
            }
            return answers;
        });
        for (int i = 0; i < 10; i++) {
            replaceTable("replaced");
        }
        go.set(false);
        assertThat(searching.join()).isPositive();
        assertThat(database.sql("select count(*) from embedding_table where catalogue = 'replaced'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoFoundATableThatIsDroppedBeforeItIsReadReadsItsSuccessor() {
        catalogue.fill("overtaken", 10);
        waitForIndex("overtaken");
        EmbeddingTable found = live.of(MODEL, "overtaken");
        replaceTable("overtaken");
        AtomicBoolean again = new AtomicBoolean(true);
        long rows = live.read(found, table -> {
            if (table.id() != found.id() && again.getAndSet(false)) {
                replaceTable("overtaken");
            }
            return tables.rows(table);
        });
        assertThat(rows).isEqualTo(10);
        assertThat(again).isFalse();
    }

    @Test
    void continuesARunThatWasInterrupted() {
        catalogue.fill("interrupted", 200);
        int before = embedded.pictures();
        StubModels.register(models, "stub-interrupted", "");
        AtomicInteger checkpoints = new AtomicInteger();
        NoJob stopsEarly = new NoJob(() -> {
            if (checkpoints.incrementAndGet() > 2) {
                throw new IllegalStateException("stopped");
            }
        });
        try {
            indexer.index("stub-interrupted", "interrupted", stopsEarly);
        } catch (IllegalStateException stopped) {
            assertThat(stopped).hasMessage("stopped");
        }
        assertThat(tables.live("stub-interrupted", "interrupted")).isEmpty();
        indexer.index("stub-interrupted", "interrupted", new NoJob());
        waitForIndex("interrupted");
        assertThat(vectors.of("stub-interrupted", "interrupted")).hasSize(200);
        assertThat(embedded.pictures() - before)
                .as("once for each of the two models")
                .isEqualTo(2 * 180);
    }

    @Test
    void givesProductsTheVectorsThatWereLoadedBeforeThem() {
        catalogue.fill("awaited", 2);
        waitForIndex("awaited");
        StubModels.register(models, "stub-awaited", "");
        EmbeddingTable loading = tables.loading("stub-awaited", "awaited");
        float[] vector = new float[EmbeddingTable.DIMENSIONS];
        vector[7] = 1;
        String picture = artefacts.put(TestCatalogue.picture(1)); // of the second product
        VectorRow waiting = new VectorRow(-1, picture, vector);
        VectorRow again = new VectorRow(-2, picture, vector);
        long second = database.sql("select key from product where catalogue = 'awaited' and picture_hash = :picture")
                .param("picture", picture)
                .query(Long.class)
                .single();
        VectorRow earlier = new VectorRow(second, "an earlier picture", new float[EmbeddingTable.DIMENSIONS]);
        stored.add(loading, List.of(waiting, again, earlier, new VectorRow(-3, "of no product", vector)));
        assertThat(stored.giveWaiting(loading)).isEqualTo(1);
        assertThat(stored.giveWaiting(loading)).isZero();
        IndexingReport report = indexer.index("stub-awaited", "awaited", new NoJob());
        assertThat(report.embedded()).isEqualTo(1);
        assertThat(report.removed()).isEqualTo(3);
        assertThat(vectors.of("stub-awaited", "awaited"))
                .hasSize(2)
                .filteredOn(each -> each.pictureHash().equals(picture))
                .singleElement()
                .satisfies(each -> assertThat(each.embedding()).isEqualTo(vector));
    }

    @Test
    void runsAsAJobWithAReport() {
        catalogue.fill("jobbed", 30);
        waitForIndex("jobbed");
        StubModels.register(models, "stub-jobbed", "");
        JobView job = jobs.submit(IndexingJob.TYPE, new IndexingPlan("stub-jobbed", "jobbed"));
        await().atMost(Duration.ofSeconds(10)).until(() -> jobs.get(job.id()).status() == JobStatus.SUCCEEDED);
        assertThat(String.valueOf(jobs.get(job.id()).result()))
                .contains("\"embedded\":27", "\"reused\":3", "\"rebuilt\":true");
        models.delete("stub-jobbed");
        assertThat(tables.ofModel("stub-jobbed")).isEmpty();
    }

    /** A table that is being loaded makes the next run build and switch to a new one. */
    void replaceTable(String name) {
        tables.loading(MODEL, name);
        assertThat(indexer.index(MODEL, name, new NoJob()).rebuilt()).isTrue();
    }

    void index(String model, String name) {
        indexer.index(model, name, new NoJob());
    }

    void fill(String name, int count) {
        catalogue.fill(name, count);
        waitForIndex(name);
    }

    private void waitForIndex(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> indexer.isCurrent(MODEL, name));
    }

    private SearchResult find(String name, int limit) {
        return search.search(new SearchQuery(
                new Meaning.Text("anything"),
                Mode.VECTOR,
                name,
                limit,
                0,
                Filters.NONE,
                List.of(),
                false,
                false,
                null,
                false,
                null));
    }

    private static Set<String> ids(SearchResult result) {
        List<String> ids = result.hits().stream().map(hit -> hit.product().id()).toList();
        return Set.copyOf(ids);
    }
}
