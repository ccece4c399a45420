package io.vitrine.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well texts find pictures, and pictures their names, from unit vectors. A NaN never ranks: a text or picture with one
 * finds nothing and is found by nothing.
 *
 * <p>Q queries, N gallery, W width of the space.
 */
public final class RetrievalMetrics {

    private RetrievalMetrics() {}

    /**
     * Text→image figures, each a mean over queries.
     *
     * @param recallAt1 relevant pictures among the first, divided by all relevant ones (as BEIR defines recall: at most
     *     1 / relevant)
     * @param mrrAt10 1 / rank of the first relevant picture, 0 beyond rank 10
     */
    public record TextToImage(
            double recallAt1, double recallAt10, double recallAt100, double mrrAt10, int queries, int gallery) {}

    /**
     * The paper's image→text figures.
     *
     * @param accuracy share of pictures whose own name scores highest of all different names
     * @param top100Accuracy share of pictures whose own name is among the 100 best
     */
    public record ImageToText(double accuracy, double top100Accuracy, int pictures, int names) {}

    /**
     * Ranks the whole gallery for each query.
     *
     * @param queries (Q, W)
     * @param gallery (N, W)
     * @param relevant for each query the indices of the relevant pictures, at least one
     */
    public static TextToImage textToImage(float[][] queries, float[][] gallery, List<int[]> relevant) {
        double[] sums = IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(q -> figures(queries[q], gallery, relevant.get(q)))
                .collect(() -> new double[4], RetrievalMetrics::addTo, RetrievalMetrics::addTo);
        double n = Math.max(1, queries.length);
        return new TextToImage(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, queries.length, gallery.length);
    }

    private static void addTo(double[] sum, double[] figures) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += figures[i];
        }
    }

    private static double[] figures(float[] query, float[][] gallery, int[] relevant) {
        float[] scores = scores(query, gallery);
        double[] ranks = Arrays.stream(relevant)
                .mapToDouble(picture -> rank(scores, picture, relevant))
                .sorted()
                .toArray();
        double first = Double.NaN;
        double[] found = new double[3];
        int[] cutOffs = {1, 10, 100};
        for (int i = 0; i < ranks.length; i++) {
            double rank = ranks[i] + i; // relevant pictures that rank before it also take a place
            first = i == 0 ? rank : first;
            for (int c = 0; c < cutOffs.length; c++) {
                found[c] += rank <= cutOffs[c] ? 1.0 / ranks.length : 0;
            }
        }
        return new double[] {found[0], found[1], found[2], first <= 10 ? 1 / first : 0};
    }

    /** One plus the irrelevant pictures that score higher, plus half of those that score the same: the expected rank. */
    private static double rank(float[] scores, int picture, int[] relevant) {
        float own = scores[picture];
        if (Float.isNaN(own)) {
            return Double.POSITIVE_INFINITY;
        }
        int higher = 0;
        int same = 0;
        for (float score : scores) {
            higher += score > own ? 1 : 0;
            same += score == own ? 1 : 0;
        }
        for (int other : relevant) {
            higher -= scores[other] > own ? 1 : 0;
            same -= scores[other] == own ? 1 : 0;
        }
        return 1 + higher + same / 2.0;
    }

    /**
     * Ranks all different names for each picture. A rank counts how many different names score higher; names that score the
     * same count half, their expected rank.
     *
     * @param pictures (N, W)
     * @param names (M, W), the different names
     * @param nameOf for each picture the index of its name
     */
    public static ImageToText imageToText(float[][] pictures, float[][] names, int[] nameOf) {
        double[] hits = IntStream.range(0, pictures.length)
                .parallel()
                .mapToObj(i -> {
                    double rank = rank(scores(pictures[i], names), nameOf[i], new int[] {nameOf[i]});
                    return new double[] {rank <= 1 ? 1 : 0, rank <= 100 ? 1 : 0};
                })
                .collect(() -> new double[2], RetrievalMetrics::addTo, RetrievalMetrics::addTo);
        double n = Math.max(1, pictures.length);
        return new ImageToText(hits[0] / n, hits[1] / n, pictures.length, names.length);
    }

    static float[] scores(float[] vector, float[][] others) {
        float[] scores = new float[others.length];
        for (int i = 0; i < others.length; i++) {
            float[] other = others[i];
            float sum = 0;
            for (int d = 0; d < vector.length; d++) {
                sum += vector[d] * other[d];
            }
            scores[i] = sum;
        }
        return scores;
    }
}
