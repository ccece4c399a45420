package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.ThreeServers;
import io.vitrine.testing.WithPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The same behaviour where the vectors lie on three servers, all of which are compared, without copies in memory. */
@WithPostgres
@Import({StubModels.class, ThreeServers.class})
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.vectors-in-memory=0",
            ThreeServers.PROPERTY
        })
class SearchOnServersIT extends SearchBehaviour {

    @Autowired
    EmbeddingTables tables;

    @Test
    void hasItsVectorsOnThreeServers() {
        EmbeddingTable table = tables.live("stub-a", "main").orElseThrow();
        assertThat(table.servers()).containsExactly("vectors_1", "vectors_2", "vectors_3");
    }
}
