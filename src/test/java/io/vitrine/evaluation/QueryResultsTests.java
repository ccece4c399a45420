package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.catalogue.ProductView;
import io.vitrine.evaluation.Breakdown.Example;
import io.vitrine.evaluation.Breakdown.Shown;
import io.vitrine.evaluation.Breakdown.Slice;
import io.vitrine.learning.CatalogueSplit.Part;
import io.vitrine.learning.RetrievalMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Forty products on a circle. Each name's vector is its own picture's, but every fourth (the hats) points at the picture of the opposite
 * side, so that hats are found last and all else first.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueryResultsTests {

    private static final int COUNT = 40;

    private final Breakdown breakdown = results().breakdown(7);

    @Test
    void slices_are_means_over_the_queries_that_have_a_value() {
        assertThat(breakdown.slices())
                .filteredOn(slice -> slice.attribute().equals("kind"))
                .containsExactly(new Slice("kind", "Shirt", 30, 1, 1, 1), new Slice("kind", "Hat", 10, 0, 0, 0));
    }

    @Test
    void queries_are_sliced_by_their_length_and_not_by_what_names_single_products() {
        assertThat(breakdown.slices())
                .filteredOn(slice -> slice.attribute().equals("words in the query"))
                .containsExactly(new Slice("words in the query", "1 to 3", 40, 0.75, 0.75, 0.75));
        assertThat(breakdown.slices()).extracting(Slice::attribute).doesNotContain("number");
    }

    @Test
    void the_mean_lies_within_its_interval() {
        assertThat(breakdown.recallAt10().low()).isBetween(0.5, 0.75);
        assertThat(breakdown.recallAt10().high()).isBetween(0.75, 0.95);
        assertThat(breakdown.recallAt5()).isCloseTo(0.75, within(1e-9));
        assertThat(breakdown.medianRank()).isEqualTo(1);
    }

    @Test
    void examples_show_what_was_wanted_and_what_was_found() {
        assertThat(breakdown.best()).hasSize(12).allSatisfy(example -> {
            assertThat(example.rank()).isEqualTo(1);
            assertThat(example.found().getFirst()).isEqualTo(example.wanted().getFirst());
        });
        assertThat(breakdown.worst()).hasSize(12);
        Example worst = breakdown.worst().getFirst();
        assertThat(worst.query()).startsWith("Hat");
        assertThat(worst.rank()).isEqualTo(COUNT);
        assertThat(worst.wanted()).extracting(Shown::name).containsExactly(worst.query());
        assertThat(worst.found()).hasSize(4).extracting(Shown::name).doesNotContain(worst.query());
    }

    private static QueryResults results() {
        List<ProductView> products = new ArrayList<>();
        float[][] pictures = new float[COUNT][];
        float[][] queries = new float[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            String kind = i % 4 == 0 ? "Hat" : "Shirt";
            products.add(
                    new ProductView(i, "main", "id-" + i, kind + " " + i, Map.of("kind", kind, "number", i), null));
            pictures[i] = onCircle(i);
            queries[i] = kind.equals("Hat") ? onCircle(i + COUNT / 2) : onCircle(i);
        }
        List<Integer> names = IntStream.range(0, COUNT).boxed().toList();
        List<int[]> relevant = names.stream().map(i -> new int[] {i}).toList();
        EvaluationData data = new EvaluationData(
                products,
                pictures,
                products.stream().map(ProductView::name).toList(),
                IntStream.range(0, COUNT).toArray(),
                names.stream().map(i -> Part.TEST).toList());
        return new QueryResults(data, names, queries, relevant, RetrievalMetrics.perQuery(queries, pictures, relevant));
    }

    private static float[] onCircle(int place) {
        double angle = 2 * Math.PI * place / COUNT;
        return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
}
