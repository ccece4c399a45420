package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.ThreeServers;
import io.vitrine.testing.WithPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The same behaviour through the approximate indexes of three servers, which reading all of so few rows would beat. */
@WithPostgres
@Import({StubModels.class, ThreeServers.class})
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.approximate-from=1",
            "vitrine.search.filtered-approximate-from=90",
            "vitrine.search.vectors-in-memory=0",
            "test.server-settings=-c enable_seqscan=off",
            ThreeServers.PROPERTY
        })
class ApproximateSearchOnServersIT extends SearchBehaviour {

    @Autowired
    ThreeServers.Databases servers;

    @Autowired
    IndexRecall recall;

    @Test
    void readsTheIndexOfEveryServerAndSaysSo() throws SQLException {
        for (int i = 0; i < 3; i++) {
            assertThat(isExact("")).isFalse();
        }
        for (String server : servers.byServer().keySet()) {
            assertThat(servers.ask(server, "select count(*) from pg_indexes where indexdef like '%USING hnsw%'"))
                    .isEqualTo("1");
        }
    }

    /** Of 300 products, a third each has its own gender, and of the colours a fifth. */
    @Test
    void comparesWhatPassesAFilterWhenThatIsLittle() {
        assertThat(isExact("\"gender\":[\"Men\",\"Women\"]")).isFalse();
        assertThat(isExact("\"gender\":\"Men\",\"baseColour\":\"Red\"")).isTrue();
        assertThat(isExact("\"baseColour\":{\"not\":[\"Red\"]}")).isFalse();
    }

    @Test
    void findsWhatComparingAllVectorsFinds() {
        List<float[]> queries = Stream.of("shoes", "red shirt", "blue watch")
                .map(text -> StubModels.textVector("stub-a", text))
                .toList();
        IndexRecall.Agreement agreement =
                recall.of("stub-a", "main", queries, 10).orElseThrow();
        assertThat(agreement.recall())
                .as("400 candidates of a hundred products")
                .isEqualTo(1);
        assertThat(agreement.comparedAll()).isLessThan(3);
    }

    private boolean isExact(String filters) {
        return search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":5,\"filters\":{" + filters + "}}")
                .path("exact")
                .booleanValue();
    }
}
