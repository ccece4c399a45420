package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.catalogue.ProductView;
import io.vitrine.database.SearchReads;
import io.vitrine.testing.NeedsReplica;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches read from a streaming replica, and are answered whatever it lacks, cancels or whether it is there at all. */
@NeedsReplica
@WithPostgres
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.jobs.poll=50ms",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.database.read-replica.maximum-lag=10m"
        })
class ReadReplicaIT extends ReplicaBehaviour {

    @Autowired
    SearchReads reads;

    @Autowired
    EmbeddingTables tables;

    @Autowired
    JdbcClient database;

    @Test
    void everySearchShowsWhatTheReplicaHasAndEverythingElseWhatThePrimaryHas() {
        ProductView product = products.find("main", "3").orElseThrow();
        String image = Base64.getEncoder().encodeToString(products.picture(product));
        List<String> searches = List.of(
                "{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":30}",
                "{\"query\":\"shoes\",\"mode\":\"vector\",\"exact\":true,\"limit\":30}",
                "{\"query\":\"Product 3\",\"mode\":\"text\",\"limit\":30}",
                "{\"query\":\"Product 3\",\"mode\":\"hybrid\",\"limit\":30,\"explain\":true}",
                "{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":30,\"filters\":{\"year\":2013},\"facets\":[\"gender\"]}",
                "{\"query\":\"Product 3\",\"limit\":30,\"collapseDuplicates\":true}",
                "{\"image\":\"" + image + "\",\"limit\":30}",
                "{\"similarTo\":\"4\",\"limit\":30}",
                "{\"query\":\"shoes\",\"mode\":\"vector\",\"model\":\"stub-a\",\"catalogue\":\"main\",\"limit\":30}");
        replica().pause();
        double before = fallbacks();

        rename("3", "Product 3 renamed");

        assertThat(searches)
                .allSatisfy(search -> assertThat(nameOf("3", search)).isEqualTo("Product 3"));
        assertThat(fallbacks()).isEqualTo(before);
        assertThat(get("/api/catalogues/main/products/3").body().path("name").asString())
                .isEqualTo("Product 3 renamed");
        replica().resume();
        assertThat(searches)
                .allSatisfy(search -> await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(nameOf("3", search)).isEqualTo("Product 3 renamed")));
    }

    @Test
    void aCatalogueThatTheReplicaDoesNotHaveYetIsAnsweredByThePrimary() {
        replica().pause();
        double before = fallbacks("missing");

        fill("late");

        String request = "{\"query\":\"Product 3\",\"catalogue\":\"late\",\"filters\":{\"year\":2013}}";
        assertThat(nameOf("3", request)).isEqualTo("Product 3");
        assertThat(fallbacks("missing")).isGreaterThan(before);
        assertThat(search("{\"similarTo\":\"4\",\"catalogue\":\"late\"}").status())
                .isEqualTo(200);
        assertThat(search("{\"similarTo\":\"no such product\",\"catalogue\":\"late\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTableThatIsDroppedOnThePrimaryIsSearchedUntilTheReplicaDropsItToo() {
        fill("rebuilt");
        EmbeddingTable first = tables.live(MODEL, "rebuilt").orElseThrow();
        String request = "{\"query\":\"shoes\",\"mode\":\"vector\",\"catalogue\":\"rebuilt\",\"limit\":100}";
        awaitReplica(request, COUNT);
        replica().pause();
        double before = fallbacks();

        tables.loading(MODEL, "rebuilt");
        new TestCatalogue(products, artefacts).add("rebuilt", "new", 1000);
        awaitIndex("rebuilt");

        assertThat(tables.live(MODEL, "rebuilt").orElseThrow().id()).isNotEqualTo(first.id());
        assertThat(search(request).body().path("hits").size()).isEqualTo(COUNT);
        assertThat(fallbacks()).isEqualTo(before);
        replica().resume();
        awaitReplica(request, COUNT + 1);
    }

    @Test
    void aReadThatReplayCancelsIsDoneByThePrimary() throws Exception {
        database.sql("create table in_the_way as select 1").update();
        awaitOnReplica("in_the_way");
        double before = fallbacks("cancelled");

        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> reads.read(() -> {
            boolean replica = database.sql("select pg_is_in_recovery()")
                    .query(Boolean.class)
                    .single();
            if (replica) {
                database.sql("select pg_sleep(60) from in_the_way").query().listOfRows();
            }
            return replica ? "replica" : "primary";
        }));
        await().atMost(PATIENCE)
                .until(() -> "1"
                        .equals(replica().ask("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")));
        database.sql("drop table in_the_way").update();

        assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("primary");
        assertThat(fallbacks("cancelled")).isEqualTo(before + 1);
    }

    @Test
    void withoutTheReplicaSearchesAreAnsweredAndTheServiceIsReady() {
        assertThat(get("/actuator/health/read-replica").body().path("status").asString())
                .isEqualTo("UP");
        double before = fallbacks("unreachable");
        replica().close();
        try {
            assertThat(nameOf("5", "{\"query\":\"Product 5\"}")).isEqualTo("Product 5");
            assertThat(fallbacks("unreachable")).isGreaterThan(before);
            await().atMost(PATIENCE)
                    .until(() -> get("/actuator/health/read-replica").status() == 503);
            assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(get("/actuator/health").status()).isEqualTo(200);
            assertThat(meters.get("vitrine.read.replica")
                            .tag("state", "unreachable")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        } finally {
            replica().startAgain();
        }

        awaitReplica();
        assertThat(get("/actuator/health/read-replica").status()).isEqualTo(200);
    }

    @Test
    void theReplicaHasAPoolOfItsOwnThatRefusesToWrite() {
        assertThat(meters.get("hikaricp.connections.max")
                        .tag("pool", "vitrine-read-replica")
                        .gauge()
                        .value())
                .isEqualTo(16);
        String readOnly = reads.read(() -> database.sql("select current_setting('application_name') || ' '"
                        + " || current_setting('default_transaction_read_only') || ' '"
                        + " || current_setting('max_parallel_workers_per_gather')")
                .query(String.class)
                .single());
        assertThat(readOnly).isEqualTo("vitrine-read-replica on 0");
    }

    private void awaitOnReplica(String table) {
        await().atMost(PATIENCE)
                .until(() ->
                        reads.read(() -> database.sql("select pg_is_in_recovery() and to_regclass(:table) is not null")
                                .param("table", table)
                                .query(Boolean.class)
                                .single()));
    }
}
