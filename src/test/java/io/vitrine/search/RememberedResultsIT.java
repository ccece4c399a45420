package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductJson;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
@Import(StubModels.class)
class RememberedResultsIT {

    private static final String MODEL = "stub-a";
    private static final int COUNT = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @Autowired
    ProductSearch search;

    @Autowired
    MeterRegistry meters;

    private TestCatalogue contents;
    private String catalogue;

    @BeforeEach
    void indexACatalogue(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
        catalogue = "r" + Integer.toHexString(name.toLowerCase(Locale.ROOT).hashCode());
        contents = new TestCatalogue(products, artefacts);
        contents.fill(catalogue, COUNT);
        awaitIndex();
    }

    @ParameterizedTest
    @EnumSource(names = {"VECTOR", "HYBRID"})
    void theSameQuestionIsAnsweredAsBefore(Mode mode) {
        SearchResult first = search.search(query(mode, 5));
        double before = given();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> { // the words are counted anew in the background, once
                            assertThat(search.search(query(mode, 5)).hits())
                                    .isEqualTo(first.hits())
                                    .hasSize(5);
                            assertThat(given()).isGreaterThan(before);
                        });
    }

    @Test
    void anotherPageLengthOrTextIsAnotherQuestion() {
        search.search(query(Mode.VECTOR, 5));
        double before = given();

        assertThat(search.search(query(Mode.VECTOR, 6)).hits()).hasSize(6);
        search.search(query("something else", Mode.VECTOR, 5, false));
        search.search(query("anything", Mode.VECTOR, 5, true));
        search.search(query("anything", Mode.VECTOR, 5, true));

        assertThat(given()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"VECTOR", "HYBRID"})
    void aProductThatIsGoneIsInNoAnswerFromItsRemovalOn(Mode mode) {
        for (int i = 0; i < 10; i++) {
            search.search(query(mode, 5));
            String best = ids(search.search(query(mode, 5))).getFirst();

            products.remove(catalogue, best);

            assertThat(ids(search.search(query(mode, 5)))).hasSize(5).doesNotContain(best);
        }
    }

    @Test
    void aProductThatIsNewIsInTheAnswerFromItsIndexingOn() {
        int all = search.search(query(Mode.VECTOR, 100)).hits().size();
        search.search(query(Mode.VECTOR, COUNT));

        contents.add(catalogue, "new", 777);
        awaitIndex();

        assertThat(ids(search.search(query(Mode.VECTOR, all + 1))))
                .hasSize(all + 1)
                .contains("new");
        assertThat(search.search(query(Mode.VECTOR, 100)).hits()).hasSize(all + 1);
    }

    @Test
    void aProductThatIsRenamedHasItsNewNameAtOnce() {
        SearchResult first = search.search(query(Mode.VECTOR, COUNT));
        String best = first.hits().getFirst().product().id();

        contents.add(catalogue, best, 4711);

        assertThat(names(search.search(query(Mode.VECTOR, COUNT)), best)).doesNotContain("Product " + best);
        awaitIndex();
        assertThat(names(search.search(query(Mode.VECTOR, COUNT)), best)).containsExactly("Product 4711");
    }

    private static List<String> names(SearchResult result, String id) {
        return result.hits().stream()
                .map(SearchResult.Hit::product)
                .filter(product -> product.id().equals(id))
                .map(ProductJson::name)
                .toList();
    }

    private void awaitIndex() {
        await().atMost(PATIENCE).until(() -> indexer.isCurrent(MODEL, catalogue));
    }

    private double given() {
        return meters.get("vitrine.search.remembered").counter().count();
    }

    private static List<String> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.product().id()).toList();
    }

    private SearchQuery query(Mode mode, int limit) {
        return query("anything", mode, limit, false);
    }

    private SearchQuery query(String text, Mode mode, int limit, boolean explain) {
        return new SearchQuery(
                new Meaning.Text(text),
                mode,
                catalogue,
                limit,
                0,
                Filters.NONE,
                List.of(),
                false,
                explain,
                null,
                false,
                null);
    }
}
