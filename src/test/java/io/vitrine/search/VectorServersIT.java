package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.StubModels;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.testing.Outage;
import io.vitrine.testing.ServiceProcess;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TestDatabase;
import io.vitrine.testing.ThreeServers;
import io.vitrine.testing.WithPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How servers of vectors are asked, what a start without the right ones says, and what callers are told when one is away. */
@WithPostgres
@Import({StubModels.class, ThreeServers.class})
@AutoConfigureMockMvc
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.approximate-from=1",
            ThreeServers.PROPERTY
        })
class VectorServersIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @Autowired
    EmbeddingTables tables;

    @Autowired
    ServerTables serverTables;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    Embedded embedded;

    @Autowired
    Jobs jobs;

    @Autowired
    ThreeServers.Databases servers;

    @Autowired
    MockMvcTester http;

    @Autowired
    JdbcClient database;

    @BeforeAll
    void indexACatalogue() {
        new TestCatalogue(products, artefacts).fill("main", 300);
        await().atMost(SOON).until(() -> indexer.isCurrent("stub-a", "main"));
    }

    @Test
    void everyServerIsSentTheOrderAndTheLimitAndAllAreAskedAtOnce() {
        List<String> byIndex = plan(NearestOnServers.Order.BY_INDEX);
        assertThat(byIndex)
                .filteredOn(line -> line.contains("Remote SQL"))
                .hasSize(3)
                .allMatch(
                        line -> line.matches(
                                ".*ORDER BY \\(embedding OPERATOR\\(public\\.<#>\\) '\\[.*\\]'\\) ASC NULLS LAST LIMIT .*11.*"));
        assertThat(byIndex)
                .filteredOn(line -> line.contains("Async Foreign Scan"))
                .hasSize(3);
        assertThat(plan(NearestOnServers.Order.BY_COMPARISON))
                .filteredOn(line -> line.contains("Remote SQL"))
                .hasSize(3)
                .allMatch(line -> line.matches(".*ORDER BY \\(- \\(.*DESC NULLS FIRST, product_key .* LIMIT .*11.*"));
    }

    @Test
    void deletesBySendingTheKeys() {
        EmbeddingTable table = tables.live("stub-a", "main").orElseThrow();
        assertThat(database.sql("explain (verbose) delete from " + table.name() + " where product_key = any(:keys)")
                        .param("keys", new Long[] {1L, 2L})
                        .query(String.class)
                        .list())
                .filteredOn(line -> line.contains("Remote SQL"))
                .isNotEmpty()
                .allMatch(line -> line.contains("DELETE FROM") && line.contains("product_key = ANY"));
    }

    /** As after the first start with the property: the next run moves what is there. */
    @Test
    void aTableOfThisDatabaseIsReplacedByOneOnTheServersWithItsVectors() {
        SearchProperties without = properties(Map.of());
        EmbeddingTable here = new EmbeddingTables(database, serverTables, without).loading("stub-a", "moved");
        new TestCatalogue(products, artefacts).fill("moved", 40);
        await().atMost(SOON).until(() -> indexer.isCurrent("stub-a", "moved"));
        assertThat(here.isOnServers()).isFalse();
        int before = embedded.pictures();
        jobs.submit(IndexingJob.TYPE, new IndexingPlan("stub-a", "moved"));
        await().atMost(SOON)
                .until(() -> tables.live("stub-a", "moved")
                        .filter(EmbeddingTable::isOnServers)
                        .isPresent());
        assertThat(vectors.of("stub-a", "moved")).hasSize(40);
        assertThat(embedded.pictures()).isEqualTo(before);
    }

    @Test
    void aServerThatIsAwayMakesSearchesUnavailableUntilItIsBack() throws SQLException {
        String known = newWords();
        assertThat(search("vector", known)).hasStatus(200);
        try (Outage ignored =
                Outage.begin(Objects.requireNonNull(servers.byServer().get("vectors_2")))) {
            for (int i = 0; i < 3; i++) {
                MvcTestResult refused = search("vector", newWords());
                assertThat(refused).hasStatus(503).bodyText().contains("database-unavailable");
                assertThat(refused.getResponse().getHeader("Retry-After")).isEqualTo("5");
            }
            assertThat(search("text", newWords())).hasStatus(200);
            assertThat(search("vector", known)).as("answered as before").hasStatus(200);
        }
        await().atMost(SOON)
                .until(() -> search("vector", newWords()).getResponse().getStatus() == 200);
    }

    @Test
    void aServiceThatIsToldOfServersDoesNotStartOnADatabaseThatCannotReachAny(@TempDir Path data) {
        TestDatabase empty = TestDatabase.create();
        assertThatThrownBy(() -> ServiceProcess.start(
                        empty, data, StubModels.class, "vitrine.models.bundled=stub-a", ThreeServers.PROPERTY))
                .rootCause()
                .isInstanceOf(UnusableVectorServer.class)
                .hasMessageContaining("lacks the extension postgres_fdw");
    }

    @Test
    void aStartNamesTheServerThatIsNotThere() {
        assertRefused("nowhere", "names 'nowhere'");
    }

    @Test
    void aStartNamesTheServerThatWouldSendAllVectors() {
        database.sql("create server bare foreign data wrapper postgres_fdw").update();
        assertRefused("bare", "lacks the option extensions 'vector'");
    }

    @Test
    void aStartNamesTheServerWithoutAUserMapping() {
        database.sql("create server unmapped foreign data wrapper postgres_fdw options (extensions 'vector')")
                .update();
        assertRefused("unmapped", "has no user mapping");
    }

    @Test
    void aStartNamesTheServerThatSearchesWithOtherSettings() {
        like("vectors_1", "default_settings", "extensions 'vector'");
        assertRefused("default_settings", "hnsw.ef_search = 40 and hnsw.iterative_scan = off");
    }

    @Test
    void aStartNamesTheServerWithoutPgvector() {
        like("vectors_1", "without", "extensions 'vector', dbname 'template1'");
        assertRefused("without", "lacks the extension vector");
    }

    @Test
    void aStartGoesOnWithoutAServerThatCannotBeReached() {
        like("vectors_1", "unreachable", "extensions 'vector', dbname 'no_such_database'");
        check("unreachable").afterPropertiesSet();
    }

    /** Makes a server that has the address, the mapping and, unless given, the database of another one. */
    private void like(String other, String name, String options) {
        String copied = database.sql("""
                        select string_agg(format('%I %L', option_name, option_value), ', ')
                        from pg_foreign_server, pg_options_to_table(srvoptions)
                        where srvname = :other and (option_name in ('host', 'port') or option_name = 'dbname' and :own)""")
                .param("other", other)
                .param("own", !options.contains("dbname"))
                .query(String.class)
                .single();
        String mapping =
                database.sql("""
                        select string_agg(format('%I %L', option_name, option_value), ', ')
                        from pg_user_mappings, pg_options_to_table(umoptions) where srvname = :other""").param("other", other).query(String.class).single();
        database.sql("create server " + name + " foreign data wrapper postgres_fdw options (" + copied + ", " + options
                        + ")")
                .update();
        database.sql("create user mapping for current_user server " + name + " options (" + mapping + ")")
                .update();
    }

    private void assertRefused(String server, String problem) {
        assertThatExceptionOfType(UnusableVectorServer.class)
                .isThrownBy(() -> check(server).afterPropertiesSet())
                .satisfies(refusal -> assertThat(refusal.problem()).contains(problem))
                .satisfies(refusal -> assertThat(refusal.mending()).contains("several-servers.md"));
    }

    private VectorServersCheck check(String server) {
        return new VectorServersCheck(database, properties(Map.of("vitrine.search.vector-servers", server)));
    }

    private static SearchProperties properties(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("vitrine.search", SearchProperties.class);
    }

    private List<String> plan(NearestOnServers.Order order) {
        EmbeddingTable table = tables.live("stub-a", "main").orElseThrow();
        return database.sql("explain (verbose, costs off) " + NearestOnServers.statement(table, order, "", "true"))
                .param("query", VectorText.of(StubModels.textVector("stub-a", "shoes")))
                .param("besides", null)
                .param("depth", 11L)
                .param("count", 11L)
                .query(String.class)
                .list();
    }

    /** What nobody has asked for before, and so is answered by the servers. */
    private String newWords() {
        return "product " + asked.incrementAndGet();
    }

    private MvcTestResult search(String mode, String words) {
        return http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"query\":\"" + words + "\",\"mode\":\"" + mode + "\",\"limit\":5}")
                .exchange();
    }
}
