package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.search.Filters.AnyOf;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
@Import(StubModels.class)
class NearestInMemoryIT {

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
    EmbeddingTables tables;

    @Autowired
    VectorStore vectors;

    @Autowired
    NearestInMemory memory;

    @Autowired
    VectorsInMemory copies;

    @Autowired
    FilterMasks masks;

    @Autowired
    JdbcClient database;

    private EmbeddingTable table;
    private VectorQuery query;

    @BeforeEach
    void indexACatalogue(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        String catalogue = name.toLowerCase(Locale.ROOT).substring(0, Math.min(30, name.length()));
        new TestCatalogue(products, artefacts).fill(catalogue, COUNT);
        await().atMost(PATIENCE).until(() -> indexer.isCurrent(MODEL, catalogue));
        table = tables.live(MODEL, catalogue).orElseThrow();
        long first = database.sql("select min(product_key) from " + table.name())
                .query(Long.class)
                .single();
        query = VectorQuery.of(vectors.ofProduct(table, first).orElseThrow());
        await().atMost(PATIENCE).until(() -> nearest(5).isPresent());
    }

    @Test
    void findsWhatComparingInTheDatabaseFinds() {
        List<Long> expected = database.sql("select product_key from " + table.name()
                        + " order by -(embedding <#> cast(:query as vector)) desc, product_key limit 10")
                .param("query", VectorText.of(query.vector()))
                .query(Long.class)
                .list();
        assertThat(keys(nearest(10).orElseThrow())).isEqualTo(expected);
        assertThat(nearest(COUNT + 1).orElseThrow()).hasSize(COUNT);
    }

    @Test
    void findsTheBestOfWhatPassesFilters() {
        assertThat(keys(nearest(gender("Men"), COUNT, 3).orElseThrow()))
                .hasSize(3)
                .isEqualTo(men(3));
    }

    @Test
    void looksDeeperWhenFewerPassThanWasThought() {
        assertThat(keys(nearest(gender("Men"), COUNT, 6).orElseThrow()))
                .hasSize(6)
                .isEqualTo(men(6));
        assertThat(keys(nearest(gender("Men"), COUNT, 20).orElseThrow()))
                .hasSizeLessThan(20)
                .isEqualTo(men(20));
    }

    @Test
    void findsNoneWhereNonePasses() {
        assertThat(nearest(gender("Goats"), COUNT, 3).orElseThrow()).isEmpty();
    }

    @Test
    void leavesComparingFewProductsToTheDatabase() {
        assertThat(nearest(gender("Men"), 2, 10)).isEmpty();
    }

    @Test
    void findsTheBestOfAMaskWithoutLookingDeeper() {
        prepareMask(gender("Men"));
        assertThat(nearest(gender("Men"), 2, 10))
                .as("by looking deeper it would not even be tried")
                .hasValueSatisfying(found -> assertThat(keys(found)).isEqualTo(men(10)));
    }

    @Test
    void leavesAMaskThatIsOutdated() {
        prepareMask(gender("Men"));
        long best = men(1).getFirst();
        String id = database.sql("select id from product where key = :key")
                .param("key", best)
                .query(String.class)
                .single();
        assertThat(products.remove(table.catalogue(), id)).isTrue();
        assertThat(nearest(gender("Men"), 2, 10)).isEmpty();
        assertThat(men(10)).doesNotContain(best);
        await().atMost(PATIENCE).until(() -> nearest(gender("Men"), COUNT, 10).isPresent());
        assertThat(keys(nearest(gender("Men"), COUNT, 10).orElseThrow())).isEqualTo(men(10));
    }

    private void prepareMask(Filters filters) {
        VectorMatrix copy = copies.of(table).orElseThrow();
        masks.prepare(table, copy, filters);
        await().atMost(PATIENCE).until(() -> masks.of(table, copy, filters).isPresent());
    }

    @Test
    void endsWhereScoresAreTooLow() {
        List<Candidate> men = nearest(gender("Men"), COUNT, 5).orElseThrow();
        double least = men.get(2).score();
        assertThat(memory.nearest(table, query.atLeast(least), gender("Men"), COUNT, 5)
                        .orElseThrow())
                .isEqualTo(men.subList(0, 3));
    }

    @Test
    void tellsNothingOnceARowIsGoneUntilTheTableHasBeenReadAgain() {
        long best = keys(nearest(5).orElseThrow()).getFirst();
        delete(best);
        assertThat(nearest(5)).isEmpty();
        await().atMost(PATIENCE).until(() -> nearest(5).isPresent());
        assertThat(keys(nearest(5).orElseThrow())).hasSize(5).doesNotContain(best);
    }

    @Test
    void tellsNothingOnceARowIsThereThatItHasNotRead() {
        long best = keys(nearest(5).orElseThrow()).getFirst();
        float[] vector = vectors.ofProduct(table, best).orElseThrow();
        delete(best);
        await().atMost(PATIENCE).until(() -> nearest(5).isPresent());
        vectors.add(table, List.of(new VectorRow(best, "picture", vector)));
        assertThat(nearest(5)).isEmpty();
        await().atMost(PATIENCE).until(() -> nearest(5).isPresent());
        assertThat(keys(nearest(5).orElseThrow())).first().isEqualTo(best);
    }

    @Test
    void replacesTheCopyOfATableThatIsReplaced() {
        Optional<VectorMatrix> before = copies.of(table);
        EmbeddingTable next = tables.loading(MODEL, table.catalogue());
        vectors.reuse(table, next);
        tables.index(next, COUNT, false);
        tables.switchTo(next);
        assertThat(copies.of(next)).isEmpty();
        await().atMost(PATIENCE).until(() -> copies.of(next).isPresent());
        assertThat(copies.of(table)).as("the memory is the new one's").isEmpty();
        assertThat(copies.of(next)).isNotEqualTo(before);
        tables.drop(table);
    }

    @Test
    void keepsNoCopyOfATableWhoseChangesAreNotCounted() {
        database.sql("drop trigger count_changes on " + table.name()).update();
        assertThat(vectors.copy(table, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void keepsNoCopyThatTheMemoryIsTooSmallFor() {
        long bytes = VectorMatrix.bytes(COUNT, EmbeddingTable.DIMENSIONS);
        assertThat(vectors.copy(table, bytes - 1)).isEmpty();
        assertThat(vectors.copy(table, bytes)).isPresent();
    }

    @Test
    void leavesAnAnswerOfMoreThanAThousandToTheDatabase() {
        assertThat(nearest(1001)).isEmpty();
    }

    private Optional<List<Candidate>> nearest(int wanted) {
        return memory.nearest(table, query, Filters.NONE, Long.MAX_VALUE, wanted);
    }

    private Optional<List<Candidate>> nearest(Filters filters, long passing, int wanted) {
        return memory.nearest(table, query, filters, passing, wanted);
    }

    private static Filters gender(String value) {
        return new Filters(Map.of("gender", new AnyOf(List.of(JsonNodeFactory.instance.stringNode(value)))));
    }

    private List<Long> men(int count) {
        return database.sql("select e.product_key from " + table.name() + """
                         e join product p on p.key = e.product_key where p.attributes ->> 'gender' = 'Men'
                        order by -(embedding <#> cast(:query as vector)) desc, product_key limit :count""")
                .param("query", VectorText.of(query.vector()))
                .param("count", count)
                .query(Long.class)
                .list();
    }

    private void delete(long key) {
        database.sql("delete from " + table.name() + " where product_key = :key")
                .param("key", key)
                .update();
    }

    private static List<Long> keys(List<Candidate> found) {
        return found.stream().map(each -> each.neighbour().productKey()).toList();
    }
}
