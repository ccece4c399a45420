package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.jobs.JobStatus;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.search.IndexedVectors;
import io.vitrine.testing.ServiceProcess;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.TestDatabase;
import io.vitrine.testing.WithPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two replicas on one database; only the first runs jobs, and the second has damaged files of one version. */
@WithPostgres
@Import(StubModels.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.models.replicas.heartbeat=300ms",
            "vitrine.models.replicas.silence=10s",
            "vitrine.models.replicas.patience=60s",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.web.admin-key=" + ReplicasIT.KEY
        })
class ReplicasIT {

    static final String KEY = "a key for two replicas";

    private static final String TORN = "stub-c";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

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

    @Autowired
    Replicas replicas;

    @Autowired
    JdbcClient database;

    @Autowired
    JsonMapper json;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServiceProcess second;

    @BeforeAll
    void startTheSecondReplica() {
        new TestCatalogue(products, artefacts).fill("main", 40);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> vectors.of("stub-a", "main").size() == 40);
        second = ServiceProcess.start(
                new TestDatabase(
                        setting("spring.datasource.url"),
                        setting("spring.datasource.username"),
                        setting("spring.datasource.password")),
                Path.of(setting("vitrine.data-directory")),
                TornModels.class,
                "vitrine.roles=web",
                "vitrine.models.bundled=stub-a",
                "vitrine.models.replicas.heartbeat=300ms",
                "vitrine.web.admin-key=" + KEY);
    }

    private String setting(String name) {
        return environment.getRequiredProperty(name);
    }

    @AfterAll
    void stopTheSecondReplica() {
        second.close();
        client.close();
    }

    @Test
    @Order(1)
    void bothTurnToAnotherVersionWithNoSearchRefusedAndNoResultsMixed() {
        StubModels.register(models, "stub-b", "");
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<List<Answer>>> shoppers =
                ports().map(each -> searchUntil(done, each)).toList();

        JobView job = activate("stub-b");
        for (int each : ports().toList()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> search(each, null).model().equals("stub-b"));
        }
        done.set(true);

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        Map<String, Answer> expected = Map.of("stub-a", search(port, "stub-a"), "stub-b", search(port, "stub-b"));
        assertThat(expected.get("stub-a")).isNotEqualTo(expected.get("stub-b"));
        for (CompletableFuture<List<Answer>> shopper : shoppers) {
            List<Answer> answers = shopper.join();
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(expected.get(answer.model())));
            assertThat(answers.stream().map(Answer::model).distinct()).containsExactly("stub-a", "stub-b");
        }
    }

    @Test
    @Order(2)
    void aReplicaThatCannotOpenTheVersionKeepsAllFromTurningToIt() {
        StubModels.register(models, TORN, "");

        JobView job = activate(TORN);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(Objects.requireNonNull(job.failure()).code()).isEqualTo("replica-failed");
        assertThat(job.failure().message())
                .contains("'stub-c' was not activated", "cannot open it: its weights are torn");
        for (int each : ports().toList()) {
            assertThat(search(each, null).model()).isEqualTo("stub-b");
        }
    }

    @Test
    @Order(3)
    void goingBackAsksTheGateNothingAndWaitsForASilentReplicaOnlyUntilItIsTakenForGone() {
        database.sql("insert into replica (id, name, seen_at) values (:id, 'gone', now() - interval '8 seconds')")
                .param("id", UUID.randomUUID())
                .update();

        JobView job = activate("stub-a");

        assertThat(job.status()).as("failure %s", job.failure()).isEqualTo(JobStatus.SUCCEEDED);
        JsonNode gate = Objects.requireNonNull(job.result()).path("findings").path("gate");
        assertThat(gate.path("outcome").stringValue()).isEqualTo("NOT_MEASURED");
        assertThat(gate.path("explanation").stringValue()).contains("live before");
    }

    @Test
    @Order(4)
    void aReplicaThatComesWhileASwitchWaitsIsWaitedForToo() {
        UUID newcomer = UUID.randomUUID();
        replicas.seen(newcomer, "newcomer");

        UUID job = submit("stub-b");
        await().atMost(Duration.ofSeconds(30)).until(() -> replicas.candidate().isPresent());
        Candidate candidate = replicas.candidate().orElseThrow();
        await().during(Duration.ofSeconds(1)).until(() -> !hasEnded(job));
        replicas.answer(newcomer, candidate.id(), null);

        assertThat(ended(job).status()).isEqualTo(JobStatus.SUCCEEDED);
        replicas.left(newcomer);
    }

    @Test
    @Order(5)
    void aReplicaThatStopsIsWaitedForNoLonger() {
        assertThat(registered()).isEqualTo(2);
        second.close();
        assertThat(registered()).isEqualTo(1);
    }

    private int registered() {
        return database.sql("select count(*) from replica where name <> 'gone'")
                .query(Integer.class)
                .single();
    }

    private Stream<Integer> ports() {
        return Stream.of(port, second.address().getPort());
    }

    private JobView activate(String model) {
        return ended(submit(model));
    }

    private UUID submit(String model) {
        HttpRequest request = HttpRequest.newBuilder(address(port, "/api/models/" + model + "/activation"))
                .header("Authorization", "Bearer " + KEY)
                .POST(BodyPublishers.noBody())
                .build();
        return UUID.fromString(json.readTree(send(request).body()).path("id").stringValue());
    }

    private JobView ended(UUID job) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hasEnded(job));
        return jobs.get(job);
    }

    private boolean hasEnded(UUID job) {
        return jobs.get(job).status().isTerminal();
    }

    private CompletableFuture<List<Answer>> searchUntil(AtomicBoolean done, int at) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Answer> answers = new ArrayList<>();
                    while (!done.get()) {
                        answers.add(search(at, null));
                    }
                    return answers;
                },
                Thread::startVirtualThread);
    }

    private Answer search(int at, @Nullable String model) {
        String named = model == null ? "" : ",\"model\":\"" + model + "\"";
        HttpResponse<String> response = send(HttpRequest.newBuilder(address(at, "/api/search"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"shoes\",\"mode\":\"vector\"" + named + "}"))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json.readTree(response.body());
        List<String> ids = answer.path("hits")
                .valueStream()
                .map(hit -> hit.path("product").path("id").stringValue())
                .toList();
        return new Answer(answer.path("model").stringValue(), ids);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static URI address(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Which version answered, and with which products. */
    private record Answer(String model, List<String> ids) {}

    /** The stub models, of which one cannot be opened. */
    static class TornModels {

        @Bean
        Embedded embedded() {
            return new Embedded();
        }

        @Bean
        @Primary
        ModelLoader tornLoader(Embedded embedded) {
            ModelLoader whole = new StubModels().stubLoader(embedded);
            return (version, directory) -> {
                if (version.equals(TORN)) {
                    throw new IllegalStateException("its weights are torn");
                }
                return whole.load(version, directory);
            };
        }
    }
}
