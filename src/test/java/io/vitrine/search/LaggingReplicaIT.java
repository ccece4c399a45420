package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.testing.NeedsReplica;
import io.vitrine.testing.WithPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** A replica that lags behind for longer than it may is not read. */
@NeedsReplica
@WithPostgres
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.jobs.poll=50ms",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.database.read-replica.maximum-lag=1s"
        })
class LaggingReplicaIT extends ReplicaBehaviour {

    @Test
    void searchesShowWhatThePrimaryHasOnceTheReplicaIsTooFarBehind() {
        replica().pause();
        rename("3", "Product 3 renamed");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(nameOf("3", "{\"query\":\"Product 3\"}")).isEqualTo("Product 3 renamed"));

        assertThat(fallbacks("behind")).isPositive();
        assertThat(get("/actuator/health/read-replica").status()).isEqualTo(503);
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(meters.get("vitrine.read.replica.lag").gauge().value()).isGreaterThan(1);
    }
}
