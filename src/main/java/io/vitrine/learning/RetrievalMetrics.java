package io.vitrine.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
     * What one query found.
     *
     * @param recallAt1 relevant pictures among the first, divided by all relevant ones, as the others at their cut-offs
     * @param firstRank expected rank of the first relevant picture, from 1; infinite where nothing ranks
     */
    public record Query(double recallAt1, double recallAt5, double recallAt10, double recallAt100, double firstRank) {

        /** 1 / rank of the first relevant picture, 0 beyond rank 10. */
        public double reciprocalRankAt10() {
            return firstRank <= 10 ? 1 / firstRank : 0;
        }
    }

    /**
     * Ranks the whole gallery for each query, and takes the mean.
     *
     * @param queries (Q, W)
     * @param gallery (N, W)
     * @param relevant for each query the indices of the relevant pictures, at least one
     */
    public static TextToImage textToImage(float[][] queries, float[][] gallery, List<int[]> relevant) {
        return mean(perQuery(queries, gallery, relevant), gallery.length);
    }

    /** The means over queries that were asked of a gallery of {@code gallery} pictures; zero without queries. */
    public static TextToImage mean(List<Query> queries, int gallery) {
        return new TextToImage(
                mean(queries, Query::recallAt1),
                mean(queries, Query::recallAt10),
                mean(queries, Query::recallAt100),
                mean(queries, Query::reciprocalRankAt10),
                queries.size(),
                gallery);
    }

    private static double mean(List<Query> queries, ToDoubleFunction<Query> figure) {
        return queries.stream().mapToDouble(figure).average().orElse(0);
    }

    /**
     * Ranks the whole gallery for each query.
     *
     * @param queries (Q, W)
     * @param gallery (N, W)
     * @param relevant for each query the indices of the relevant pictures, at least one
     * @return (Q)
     */
    public static List<Query> perQuery(float[][] queries, float[][] gallery, List<int[]> relevant) {
        return new Gallery(gallery).each(queries, (q, scores) -> query(scores, relevant.get(q)));
    }

    private static Query query(float[] scores, int[] relevant) {
        double[] ranks = Arrays.stream(relevant)
                .mapToDouble(picture -> rank(scores, picture, relevant))
                .sorted()
                .toArray();
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] += i; // relevant pictures that rank before it also take a place
        }
        return new Query(recall(ranks, 1), recall(ranks, 5), recall(ranks, 10), recall(ranks, 100), ranks[0]);
    }

    private static double recall(double[] ranks, int cutOff) {
        return Arrays.stream(ranks).filter(rank -> rank <= cutOff).count() / (double) ranks.length;
    }

    /** The pictures that score highest for a query, the best first; (W), (N, W) → at most {@code count} indices. */
    public static List<Integer> nearest(float[] query, float[][] gallery, int count) {
        float[] scores = new float[gallery.length];
        for (int i = 0; i < scores.length; i++) {
            for (int d = 0; d < query.length; d++) {
                scores[i] += query[d] * gallery[i][d];
            }
        }
        return IntStream.range(0, scores.length)
                .filter(i -> !Float.isNaN(scores[i]))
                .boxed()
                .sorted(Comparator.comparing(i -> -scores[i]))
                .limit(count)
                .toList();
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
        List<Double> ranks =
                new Gallery(names).each(pictures, (i, scores) -> rank(scores, nameOf[i], new int[] {nameOf[i]}));
        return new ImageToText(share(ranks, 1), share(ranks, 100), pictures.length, names.length);
    }

    private static double share(List<Double> ranks, int last) {
        return ranks.stream().filter(rank -> rank <= last).count() / (double) Math.max(1, ranks.size());
    }
}
