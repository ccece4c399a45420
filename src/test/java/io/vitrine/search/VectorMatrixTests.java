package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VectorMatrixTests {

    private static final int DIMENSIONS = 128;
    private static final int PRODUCTS = 2500; // two whole blocks and a part of one
    private static final long FIRST_KEY = 1000;

    private final Random random = new Random(1);
    private final List<float[]> vectors = new ArrayList<>();

    @Test
    void namesTheSameBestAsSortingAllScoresDoes() {
        VectorMatrix matrix = filled();
        for (int query = 0; query < 20; query++) {
            float[] vector = unit();
            assertThat(best(matrix, vector, 10, null)).containsAll(best(vector, 10));
        }
    }

    @Test
    void namesHardlyMoreThanAreWanted() {
        assertThat(best(filled(), unit(), 100, null)).hasSizeBetween(100, 120);
    }

    @Test
    void namesAllThatTieWithTheLastWanted() {
        float[] same = unit();
        VectorMatrix.Builder builder = new VectorMatrix.Builder(DIMENSIONS);
        for (long key = 1; key <= PRODUCTS; key++) {
            builder.add(key, same);
        }
        assertThat(best(builder.build(0), unit(), 1, null)).hasSize(PRODUCTS);
    }

    @Test
    void leavesOneProductOutAndNamesAsManyOthers() {
        VectorMatrix matrix = filled();
        float[] vector = vectors.get(7);
        List<Long> others = best(vector, 11).subList(1, 11);
        assertThat(best(matrix, vector, 10, FIRST_KEY + 7)).containsAll(others).doesNotContain(FIRST_KEY + 7);
    }

    @Test
    void namesAllWhenNotMoreExist() {
        VectorMatrix.Builder builder = new VectorMatrix.Builder(DIMENSIONS);
        LongStream.range(0, 5).forEach(key -> builder.add(key, unit()));
        VectorMatrix matrix = builder.build(0);
        assertThat(best(matrix, unit(), 10, null)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(best(matrix, unit(), 5, null)).hasSize(5);
        assertThat(best(matrix, unit(), 10, 3L)).containsExactly(0L, 1L, 2L, 4L);
    }

    @Test
    void boundsTheScoresOfAllOthers() {
        VectorMatrix matrix = filled();
        float[] query = unit();
        VectorMatrix.Best best = matrix.scores(query).best(100, null);
        assertThat(IntStream.range(0, PRODUCTS).filter(i -> !best.keys().contains(FIRST_KEY + i)))
                .isNotEmpty()
                .allSatisfy(i -> assertThat(product(query, vectors.get(i))).isLessThan(best.bound()));
        double hundredth = product(query, vectors.get((int) (best(query, 100).getLast() - FIRST_KEY)));
        assertThat(best.bound()).isLessThan(hundredth).isGreaterThan(hundredth - 0.002);
    }

    @Test
    void boundsNothingWhereAllAreNamed() {
        VectorMatrix matrix = filled();
        float[] query = unit();
        assertThat(matrix.scores(query).best(PRODUCTS, null).bound()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(matrix.scores(query).best(PRODUCTS, null).keys()).hasSize(PRODUCTS);
    }

    @Test
    void namesOnlyProductsThatAreKept() {
        VectorMatrix matrix = filled();
        float[] query = unit();
        BitSet kept = new BitSet();
        IntStream.iterate(3, i -> i < PRODUCTS, i -> i + 7).forEach(kept::set);
        VectorMatrix.Scores scores = matrix.scores(query);
        scores.keep(kept);
        List<Long> bestKept = best(query, PRODUCTS).stream()
                .filter(key -> kept.get((int) (key - FIRST_KEY)))
                .toList();
        assertThat(scores.best(10, null).keys())
                .hasSizeLessThan(20)
                .containsAll(bestKept.subList(0, 10))
                .allMatch(bestKept::contains);
        assertThat(scores.best(PRODUCTS - 1, null).keys()).containsExactlyInAnyOrderElementsOf(bestKept);
    }

    @Test
    void scoresAreOnesOwnUntilTheyAreClosed() {
        VectorMatrix matrix = filled();
        float[] one = unit();
        float[] other = unit();
        try (VectorMatrix.Scores first = matrix.scores(one)) {
            try (VectorMatrix.Scores second = matrix.scores(other)) {
                second.keep(new BitSet());
            }
            try (VectorMatrix.Scores third = matrix.scores(other)) {
                assertThat(third.best(10, null).keys()).containsAll(best(other, 10));
                assertThat(first.best(10, null).keys()).containsAll(best(one, 10));
            }
        }
    }

    @Test
    void knowsWhereAProductIs() {
        VectorMatrix matrix = filled();
        assertThat(matrix.position(FIRST_KEY + 7)).isEqualTo(7);
        assertThat(matrix.position(FIRST_KEY + PRODUCTS)).isNegative();
    }

    private static List<Long> best(VectorMatrix matrix, float[] query, int count, @Nullable Long besides) {
        return matrix.scores(query).best(count, besides).keys();
    }

    private VectorMatrix filled() {
        VectorMatrix.Builder builder = new VectorMatrix.Builder(DIMENSIONS);
        for (int i = 0; i < PRODUCTS; i++) {
            vectors.add(unit());
            builder.add(FIRST_KEY + i, vectors.getLast());
        }
        return builder.build(0);
    }

    /** The slow way: every score as a sum of doubles, all of them sorted. */
    private List<Long> best(float[] query, int count) {
        return IntStream.range(0, vectors.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -product(query, vectors.get(i))))
                .limit(count)
                .map(i -> FIRST_KEY + i)
                .toList();
    }

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, DIMENSIONS)
                .mapToDouble(d -> (double) one[d] * other[d])
                .sum();
    }

    private float[] unit() {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian();
            squares += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }
}
