package io.vitrine.evaluation;

import io.vitrine.catalogue.ProductView;
import io.vitrine.evaluation.Breakdown.Example;
import io.vitrine.evaluation.Breakdown.Interval;
import io.vitrine.evaluation.Breakdown.Shown;
import io.vitrine.evaluation.Breakdown.Slice;
import io.vitrine.learning.RetrievalMetrics;
import io.vitrine.learning.RetrievalMetrics.Query;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What each query found, taken apart.
 *
 * <p>Q queries, W width of the space.
 *
 * @param names (Q) numbers of the names that were asked
 * @param vectors (Q, W)
 * @param relevant (Q) numbers of the products that each should find
 * @param found (Q)
 */
record QueryResults(
        EvaluationData data, List<Integer> names, float[][] vectors, List<int[]> relevant, List<Query> found) {

    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;

    /** An attribute with more values names products rather than kinds of them. */
    private static final int MOST_VALUES = 250;

    /** Means over fewer queries say little. */
    private static final int FEWEST_QUERIES = 10;

    private static final int SLICES_PER_ATTRIBUTE = 12;
    private static final int EXAMPLES = 12;
    private static final int SHOWN = 4;

    private static final String WORDS = "words in the query";

    TextToImage figures() {
        return RetrievalMetrics.mean(found, data.pictures().length);
    }

    /** @param seed of the bootstrap and of the choice of good examples */
    Breakdown breakdown(long seed) {
        return new Breakdown(
                found.stream().mapToDouble(Query::recallAt5).average().orElse(0),
                medianRank(),
                interval(Query::recallAt1, seed),
                interval(Query::recallAt10, seed),
                interval(Query::reciprocalRankAt10, seed),
                slices(),
                best(seed),
                worst());
    }

    private double medianRank() {
        double[] ranks = IntStream.range(0, found.size())
                .mapToDouble(this::rank)
                .sorted()
                .toArray();
        int middle = ranks.length / 2;
        if (ranks.length == 0) {
            return 0;
        }
        return ranks.length % 2 == 1 ? ranks[middle] : (ranks[middle - 1] + ranks[middle]) / 2;
    }

    private Interval interval(ToDoubleFunction<Query> figure, long seed) {
        double[] values = found.stream().mapToDouble(figure).toArray();
        if (values.length == 0) {
            return new Interval(0, 0);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] = IntStream.range(0, values.length)
                    .mapToDouble(query -> values[random.nextInt(values.length)])
                    .average()
                    .orElse(0);
        }
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * RESAMPLES)], means[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }

    private List<Slice> slices() {
        Map<String, Map<String, List<Query>>> byAttribute = new TreeMap<>();
        for (int q = 0; q < found.size(); q++) {
            Query query = found.get(q);
            product(q)
                    .attributes()
                    .forEach((attribute, value) -> byAttribute
                            .computeIfAbsent(attribute, name -> new TreeMap<>())
                            .computeIfAbsent(String.valueOf(value), name -> new ArrayList<>())
                            .add(query));
            byAttribute
                    .computeIfAbsent(WORDS, name -> new TreeMap<>())
                    .computeIfAbsent(length(text(q)), name -> new ArrayList<>())
                    .add(query);
        }
        return byAttribute.entrySet().stream()
                .filter(attribute -> attribute.getValue().size() <= MOST_VALUES)
                .flatMap(attribute -> attribute.getValue().entrySet().stream()
                        .filter(value -> value.getValue().size() >= FEWEST_QUERIES)
                        .map(value -> slice(attribute.getKey(), value.getKey(), value.getValue()))
                        .sorted(Comparator.comparingInt(Slice::queries).reversed())
                        .limit(SLICES_PER_ATTRIBUTE))
                .toList();
    }

    private Slice slice(String attribute, String value, List<Query> queries) {
        TextToImage means = RetrievalMetrics.mean(queries, data.pictures().length);
        return new Slice(attribute, value, queries.size(), means.recallAt1(), means.recallAt10(), means.mrrAt10());
    }

    private static String length(String query) {
        int words = query.strip().split("\\s+", -1).length;
        if (words <= 3) {
            return "1 to 3";
        }
        if (words <= 6) {
            return "4 to 6";
        }
        return words <= 9 ? "7 to 9" : "10 and more";
    }

    private List<Example> worst() {
        return IntStream.range(0, found.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer q) -> -found.get(q).firstRank()))
                .limit(EXAMPLES)
                .map(this::example)
                .toList();
    }

    private List<Example> best(long seed) {
        List<Integer> first = IntStream.range(0, found.size())
                .filter(q -> found.get(q).firstRank() <= 1)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(first, new Random(seed));
        return first.stream().limit(EXAMPLES).map(this::example).toList();
    }

    private Example example(int q) {
        return new Example(
                text(q),
                rank(q),
                Arrays.stream(relevant.get(q))
                        .limit(SHOWN)
                        .mapToObj(this::shown)
                        .toList(),
                RetrievalMetrics.nearest(vectors[q], data.pictures(), SHOWN).stream()
                        .map(this::shown)
                        .toList());
    }

    /** Of the first relevant picture; the gallery's size where nothing ranks. */
    private double rank(int q) {
        return Math.min(found.get(q).firstRank(), data.pictures().length);
    }

    private Shown shown(int product) {
        ProductView view = data.products().get(product);
        return new Shown(view.id(), view.name());
    }

    private String text(int q) {
        return data.names().get(names.get(q));
    }

    /** The first of the products that a query should find. */
    private ProductView product(int q) {
        return data.products().get(relevant.get(q)[0]);
    }
}
