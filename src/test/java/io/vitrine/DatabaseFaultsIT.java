package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.testing.Outage;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers are told while the database is away, full, slow or has no connection left, and that it is over afterwards. */
@WithPostgres
@Import(StubModels.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.jobs.poll=50ms",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.web.admin-key=" + DatabaseFaultsIT.KEY,
            "spring.datasource.hikari.maximum-pool-size=" + DatabaseFaultsIT.POOL,
            "spring.datasource.hikari.connection-timeout=1000"
        })
class DatabaseFaultsIT {

    static final String KEY = "a key for a failing database";
    static final int POOL = 6;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SEARCH = "{\"query\":\"shoes\",\"mode\":\"vector\"}";
    private static final String ORDER = "/api/catalogue-imports?catalogue=main";
    private static final String PRODUCT = "/api/catalogues/main/products/late";
    private static final String LINE = "{\"id\":\"imported\",\"name\":\"Imported\"}";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    DataSource pool;

    @Autowired
    JdbcClient database;

    private final JsonMapper json = new JsonMapper();

    @BeforeEach
    void haveSomethingToFind() {
        new TestCatalogue(products, artefacts).fill("main", 10);
        await().atMost(SOON).until(() -> search().status() == 200);
    }

    @Test
    void whileTheDatabaseIsAwaySearchesAreRefusedAndTheProcessIsNotReadyButLives() throws SQLException {
        try (Outage ignored = Outage.begin(environment)) {
            assertRefused(search());
            assertThat(get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
        }

        await().atMost(SOON).until(() -> search().status() == 200);
        await().atMost(SOON).until(() -> get("/actuator/health/readiness").status() == 200);
    }

    @Test
    void whileTheDisksOfTheDatabaseAreFullWritesAreRefusedAndSearchesAreAnswered() {
        fill("product");
        fill("job");
        assertRefused(send(HttpMethod.PUT, PRODUCT, MediaType.APPLICATION_JSON, "{\"name\":\"Late\"}"));
        assertRefused(send(HttpMethod.POST, ORDER, MediaType.APPLICATION_NDJSON, LINE));
        assertThat(search().status()).isEqualTo(200);

        makeRoom("job");
        makeRoom("product");

        assertThat(send(HttpMethod.PUT, PRODUCT, MediaType.APPLICATION_JSON, "{\"name\":\"Late\"}")
                        .status())
                .isBetween(200, 201);
    }

    @Test
    void anImportThatMeetsAFullDiskFailsAndSucceedsWhenItIsOrderedAgain() {
        fill("product");
        JsonNode failed = ended(send(HttpMethod.POST, ORDER, MediaType.APPLICATION_NDJSON, LINE));
        makeRoom("product");
        JsonNode again = ended(send(HttpMethod.POST, ORDER, MediaType.APPLICATION_NDJSON, LINE));

        assertThat(failed.path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("failure").path("message").asString()).startsWith("The database refused");
        assertThat(again.path("status").asString()).as("%s", again).isEqualTo("SUCCEEDED");
        assertThat(products.find("main", "imported")).isPresent();
    }

    @Test
    void whoGetsNoConnectionIsRefusedAfterTheTimeoutAndAnsweredOnceThereIsOne() throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            takeAll(taken);
            assertRefused(search());
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        assertThat(search().status()).isEqualTo(200);
    }

    @Test
    void aSearchWaitsForASlowDatabaseAndIsAnswered() throws Exception {
        CompletableFuture<Answer> waiting;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table product in access exclusive mode");
            waiting = CompletableFuture.supplyAsync(this::search);
            Thread.sleep(1500);
            assertThat(waiting).isNotDone();
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(waiting.join().status()).isEqualTo(200);
    }

    /** What the service itself has taken for a moment is taken after it. */
    private void takeAll(List<Connection> taken) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(SQLTransientConnectionException.class)
                .until(() -> {
                    while (taken.size() < POOL) {
                        taken.add(pool.getConnection());
                    }
                    return true;
                });
    }

    /** Makes every write to the table end as it does where PostgreSQL cannot extend a file. */
    private void fill(String table) {
        database.sql("""
                create or replace function disk_full() returns trigger language plpgsql as
                $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$""").update();
        database.sql("create trigger disk_full before insert or update on " + table
                        + " for each statement execute function disk_full()")
                .update();
    }

    private void makeRoom(String table) {
        database.sql("drop trigger disk_full on " + table).update();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("5");
        assertThat(answer.body().path("code").asString()).isEqualTo("database-unavailable");
    }

    private JsonNode ended(Answer accepted) {
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        String job = "/api/jobs/" + accepted.body().path("id").asString();
        await().atMost(SOON).until(() -> get(job).body().hasNonNull("finishedAt"));
        return get(job).body();
    }

    private Answer search() {
        return send(HttpMethod.POST, "/api/search", MediaType.APPLICATION_JSON, SEARCH);
    }

    private Answer get(String path) {
        return answer(http().get().uri(path).exchange().returnResult());
    }

    private Answer send(HttpMethod method, String path, MediaType type, String body) {
        return answer(http().method(method)
                .uri(path)
                .contentType(type)
                .body(body)
                .exchange()
                .returnResult());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", "Bearer " + KEY)
                .build();
    }

    private Answer answer(ExchangeResult result) {
        return new Answer(
                result.getStatus().value(),
                Objects.toString(result.getResponseHeaders().getFirst("Retry-After"), ""),
                json.readTree(result.getResponseBodyContent()));
    }

    /** An answer over HTTP. */
    private record Answer(int status, String retryAfter, JsonNode body) {}
}
