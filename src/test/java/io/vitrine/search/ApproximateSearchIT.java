package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.WithPostgres;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The same behaviour through the approximate index, which a sequential scan would beat on so few rows. */
@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.approximate-from=1",
            "vitrine.search.filtered-approximate-from=90",
            "vitrine.search.candidates=400",
            "vitrine.search.vectors-in-memory=0",
            "spring.datasource.hikari.connection-init-sql=set enable_seqscan = off"
        })
class ApproximateSearchIT extends SearchBehaviour {

    @Autowired
    JdbcClient database;

    @Autowired
    IndexRecall recall;

    @Test
    void readsTheIndexAndSaysSo() {
        assertThat(search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":5}")
                        .path("exact")
                        .booleanValue())
                .isFalse();
        assertThat(database.sql(
                                "select sum(idx_scan) from pg_stat_user_indexes where indexrelname like '%embedding_idx'")
                        .query(Long.class)
                        .single())
                .isNotNull();
    }

    /** Of 300 products, a third each has its own gender, and of the colours a fifth. */
    @Test
    void comparesWhatPassesAFilterWhenThatIsLittle() {
        assertThat(isExact("\"gender\":[\"Men\",\"Women\"]")).isFalse();
        assertThat(isExact("\"gender\":\"Men\",\"baseColour\":\"Red\"")).isTrue();
        assertThat(isExact("\"baseColour\":{\"not\":[\"Red\"]}")).isFalse();
    }

    private boolean isExact(String filters) {
        return search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":5,\"filters\":{" + filters + "}}")
                .path("exact")
                .booleanValue();
    }

    @Test
    void tellsWhatTheIndexFindsOfWhatComparingAllVectorsFinds() {
        List<float[]> queries = Stream.of("shoes", "red shirt", "blue watch")
                .map(text -> StubModels.textVector("stub-a", text))
                .toList();

        IndexRecall.Agreement agreement =
                recall.of("stub-a", "main", queries, 10).orElseThrow();

        assertThat(agreement.queries()).isEqualTo(3);
        assertThat(agreement.recall()).as("400 candidates of 300 products").isEqualTo(1);
        assertThat(agreement.comparedAll()).isLessThan(3);
        assertThat(agreement.exactMilliseconds()).isPositive();
    }

    @Test
    void comparesEveryVectorWhenTheIndexGivesTooFew() {
        JsonNode answer = search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":100,\"offset\":250}");
        assertThat(answer.path("hits").size()).isEqualTo(COUNT - 250);
        assertThat(answer.path("exact").booleanValue()).isTrue();
    }
}
