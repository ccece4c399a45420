package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.WithPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Without copies of the vectors in memory. */
@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms",
            "vitrine.search.vectors-in-memory=0"
        })
class DatabaseSearchIT extends SearchBehaviour {

    @Autowired
    VectorsInMemory copies;

    @Autowired
    EmbeddingTables tables;

    @Test
    void keepsNoCopy() {
        assertThat(copies.of(tables.live("stub-a", "main").orElseThrow())).isEmpty();
    }
}
