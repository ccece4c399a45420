package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.learning.RetrievalMetrics.ImageToText;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetrievalMetricsTests {

    private static final double EXACT = 1e-9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void text_to_image_equals_sorting_the_whole_gallery(long seed) {
        Random random = new Random(seed);
        float[][] queries = unitRows(random, 40, 3);
        float[][] gallery = unitRows(random, 250, 3);
        List<int[]> relevant = new ArrayList<>();
        for (int q = 0; q < queries.length; q++) {
            relevant.add(random.ints(0, gallery.length)
                    .distinct()
                    .limit(1 + random.nextInt(15))
                    .toArray());
        }

        TextToImage report = RetrievalMetrics.textToImage(queries, gallery, relevant);

        double[] expected = sortedFigures(queries, gallery, relevant);
        assertThat(report.recallAt1()).isCloseTo(expected[0], within(EXACT));
        assertThat(report.recallAt10()).isCloseTo(expected[1], within(EXACT));
        assertThat(report.recallAt100()).isCloseTo(expected[2], within(EXACT));
        assertThat(report.mrrAt10()).isCloseTo(expected[3], within(EXACT));
        assertThat(report.queries()).isEqualTo(40);
        assertThat(report.gallery()).isEqualTo(250);
        assertThat(report.recallAt10()).isBetween(0.001, 0.999);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void image_to_text_equals_counting_the_names_that_score_higher(long seed) {
        Random random = new Random(seed);
        float[][] pictures = unitRows(random, 200, 4);
        float[][] names = unitRows(random, 150, 4);
        int[] nameOf = random.ints(pictures.length, 0, names.length).toArray();
        for (int i = 0; i < 50; i++) {
            pictures[i] = names[nameOf[i]].clone();
        }

        ImageToText report = RetrievalMetrics.imageToText(pictures, names, nameOf);

        double accuracy = 0;
        double top100 = 0;
        for (int i = 0; i < pictures.length; i++) {
            int higher = 0;
            for (float[] name : names) {
                higher += dot(pictures[i], name) > dot(pictures[i], names[nameOf[i]]) ? 1 : 0;
            }
            accuracy += higher == 0 ? 1 : 0;
            top100 += higher < 100 ? 1 : 0;
        }
        assertThat(report.accuracy()).isCloseTo(accuracy / pictures.length, within(EXACT));
        assertThat(report.top100Accuracy()).isCloseTo(top100 / pictures.length, within(EXACT));
        assertThat(report.accuracy()).isBetween(0.2, 0.9);
        assertThat(report.top100Accuracy()).isBetween(0.3, 0.99);
    }

    @Test
    void perfect_vectors_reach_the_ceiling_of_recall_and_no_more() {
        float[][] corners = {{1, 0}, {0, 1}};
        float[][] gallery = {{1, 0}, {1, 0}, {0, 1}, {0, 1}};

        TextToImage report =
                RetrievalMetrics.textToImage(corners, gallery, List.of(new int[] {0, 1}, new int[] {2, 3}));

        assertThat(report.recallAt10()).isEqualTo(1);
        assertThat(report.recallAt1()).isLessThanOrEqualTo(0.5);
        assertThat(report.mrrAt10()).isEqualTo(1);
    }

    @Test
    void a_collapsed_model_scores_as_chance_and_not_as_perfect() {
        float[][] queries = same(20);
        float[][] gallery = same(1000);
        List<int[]> relevant =
                IntStream.range(0, 20).mapToObj(q -> new int[] {q}).toList();
        int[] nameOf = IntStream.range(0, 1000).map(i -> i % 500).toArray();

        TextToImage textToImage = RetrievalMetrics.textToImage(queries, gallery, relevant);
        ImageToText imageToText = RetrievalMetrics.imageToText(gallery, same(500), nameOf);

        assertThat(textToImage.recallAt1()).isZero();
        assertThat(textToImage.recallAt100()).isZero();
        assertThat(textToImage.mrrAt10()).isZero();
        assertThat(imageToText.accuracy()).isZero();
        assertThat(imageToText.top100Accuracy()).isZero();
    }

    @Test
    void different_names_that_score_the_same_count_as_the_expected_rank() {
        // 189 others tie with the picture's name: the expected rank is 1 + 189 / 2 = 95.5; with 209 it is 105.5.
        ImageToText few = RetrievalMetrics.imageToText(new float[][] {{1, 0}}, tied(190, 260), new int[] {7});
        ImageToText many = RetrievalMetrics.imageToText(new float[][] {{1, 0}}, tied(210, 260), new int[] {7});

        assertThat(few.accuracy()).isZero();
        assertThat(few.top100Accuracy()).isEqualTo(1);
        assertThat(many.top100Accuracy()).isZero();
    }

    @Test
    void a_vector_with_NaN_finds_nothing_and_is_found_by_nothing() {
        float nan = Float.NaN;
        float[][] good = {{1, 0}, {0, 1}, {-1, 0}};
        float[][] broken = {{nan, nan}, {nan, 0}, {0, nan}};
        List<int[]> itself = List.of(new int[] {0}, new int[] {1}, new int[] {2});

        for (float[][][] pair : new float[][][][] {{broken, good}, {good, broken}, {broken, broken}}) {
            TextToImage report = RetrievalMetrics.textToImage(pair[0], pair[1], itself);
            assertThat(report.recallAt100()).isZero();
            assertThat(report.mrrAt10()).isZero();
            ImageToText imageToText = RetrievalMetrics.imageToText(pair[0], pair[1], new int[] {0, 1, 2});
            assertThat(imageToText.accuracy()).isZero();
            assertThat(imageToText.top100Accuracy()).isZero();
        }
    }

    @Test
    void a_broken_picture_does_not_stand_in_the_way_of_the_others() {
        float[][] gallery = {{Float.NaN, 0}, {1, 0}, {0, 1}};

        TextToImage report = RetrievalMetrics.textToImage(new float[][] {{1, 0}}, gallery, List.of(new int[] {0, 1}));

        assertThat(report.recallAt1()).isEqualTo(0.5);
        assertThat(report.recallAt100()).isEqualTo(0.5);
        assertThat(report.mrrAt10()).isEqualTo(1);
    }

    @Test
    void no_queries_score_nothing() {
        TextToImage report = RetrievalMetrics.textToImage(new float[0][], same(3), List.of());

        assertThat(report.recallAt10()).isZero();
        assertThat(report.queries()).isZero();
    }

    private static double[] sortedFigures(float[][] queries, float[][] gallery, List<int[]> relevant) {
        double[] sums = new double[4];
        int[] cutOffs = {1, 10, 100};
        for (int q = 0; q < queries.length; q++) {
            List<Integer> order = bestFirst(queries[q], gallery);
            Set<Integer> wanted = new HashSet<>();
            Arrays.stream(relevant.get(q)).forEach(wanted::add);
            for (int c = 0; c < cutOffs.length; c++) {
                long found = order.stream()
                        .limit(cutOffs[c])
                        .filter(wanted::contains)
                        .count();
                sums[c] += (double) found / wanted.size();
            }
            int first = IntStream.range(0, order.size())
                    .filter(rank -> wanted.contains(order.get(rank)))
                    .findFirst()
                    .orElseThrow();
            sums[3] += first < 10 ? 1.0 / (first + 1) : 0;
        }
        return Arrays.stream(sums).map(sum -> sum / queries.length).toArray();
    }

    private static List<Integer> bestFirst(float[] query, float[][] gallery) {
        return IntStream.range(0, gallery.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -dot(query, gallery[i])))
                .toList();
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static float[][] tied(int alike, int all) {
        float[][] names = new float[all][];
        Arrays.setAll(names, i -> i < alike ? new float[] {1, 0} : new float[] {0, 1});
        return names;
    }

    private static float[][] same(int rows) {
        float[][] same = new float[rows][];
        Arrays.fill(same, new float[] {0.6f, 0.8f});
        return same;
    }

    private static float[][] unitRows(Random random, int rows, int width) {
        float[][] result = new float[rows][width];
        for (float[] row : result) {
            double length = 0;
            for (int d = 0; d < width; d++) {
                row[d] = (float) random.nextGaussian();
                length += (double) row[d] * row[d];
            }
            for (int d = 0; d < width; d++) {
                row[d] = (float) (row[d] / Math.sqrt(length));
            }
        }
        return result;
    }
}
