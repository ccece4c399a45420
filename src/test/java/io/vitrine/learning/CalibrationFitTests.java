package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.learning.PairScores.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CalibrationFitTests {

    private record Pair(double score, boolean matches) {}

    /** With normal scores of one deviation d, the logit is {@code (μ − ν) / d² · s − (μ² − ν²) / 2d²}, by Bayes' rule. */
    @Test
    void recovers_the_curve_of_two_normal_distributions_however_unequal_their_numbers() {
        PairScores pairs = scores(normal(new Random(1), 20_000, 0.5, 400_000, 0.2, 0.1));

        ScoreCalibration calibration = CalibrationFit.of(pairs).orElseThrow();

        assertThat(calibration.slope()).isCloseTo(0.3 / 0.01, within(0.6));
        assertThat(calibration.score(0.5)).isCloseTo(0.35, within(0.003));
        for (double score = 0.2; score < 0.5; score += 0.05) {
            double expected = 1 / (1 + Math.exp(-(30 * score - 10.5)));
            assertThat(calibration.probability(score)).isCloseTo(expected, within(0.01));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equals_a_slow_search_for_the_least_cross_entropy_of_the_pairs_themselves(long seed) {
        Random random = new Random(seed);
        List<Pair> pairs = normal(random, 10 + random.nextInt(30), 0.4, 200, 0.1, 0.05 + random.nextDouble() / 5);

        ScoreCalibration calibration = CalibrationFit.of(scores(pairs)).orElseThrow();

        double slope = least(-50, 200, trial -> crossEntropy(pairs, trial, bestIntercept(pairs, trial)));
        double intercept = bestIntercept(pairs, slope);
        // Scores are rounded to 0.0001 where they are counted.
        assertThat(calibration.slope()).isCloseTo(slope, within(0.02));
        assertThat(calibration.intercept()).isCloseTo(intercept, within(0.01));
    }

    @Test
    void stays_finite_where_a_score_tells_the_two_kinds_apart_for_certain() {
        PairScores pairs = new PairScores();
        for (int i = 0; i < 50; i++) {
            pairs.add(0.6 + i / 1000.0, true);
            pairs.add(0.1 + i / 1000.0, false);
        }

        ScoreCalibration calibration = CalibrationFit.of(pairs).orElseThrow();

        assertThat(calibration.slope()).isBetween(1.0, 1000.0);
        assertThat(calibration.probability(0.6)).isGreaterThan(0.9);
        assertThat(calibration.probability(0.1)).isLessThan(0.1);
    }

    @Test
    void there_is_none_without_both_kinds_or_for_scores_that_tell_nothing_or_the_opposite() {
        assertThat(CalibrationFit.of(new PairScores())).isEmpty();
        assertThat(CalibrationFit.of(scores(List.of(new Pair(0.5, true))))).isEmpty();
        assertThat(CalibrationFit.of(scores(List.of(new Pair(0.5, false))))).isEmpty();
        assertThat(CalibrationFit.of(scores(List.of(new Pair(0.1, true), new Pair(0.9, false)))))
                .isEmpty();
        assertThat(CalibrationFit.of(scores(List.of(new Pair(0.5, true), new Pair(0.5, false), new Pair(0.5, false)))))
                .isEmpty();
        assertThat(CalibrationFit.of(scores(List.of(new Pair(Double.NaN, true), new Pair(0.5, false)))))
                .isEmpty();
    }

    @Test
    void its_reliability_compares_what_was_predicted_with_what_matched_both_kinds_weighing_the_same() {
        PairScores pairs = scores(normal(new Random(4), 50_000, 0.5, 400_000, 0.2, 0.1));
        ScoreCalibration calibration = CalibrationFit.of(pairs).orElseThrow();

        List<Reliability> table = pairs.reliability(calibration);

        assertThat(table).hasSize(10);
        assertThat(table.stream().mapToLong(Reliability::matching).sum()).isEqualTo(50_000);
        assertThat(table.stream().mapToLong(Reliability::others).sum()).isEqualTo(400_000);
        assertThat(table).allSatisfy(tenth -> {
            assertThat(tenth.predicted()).isBetween(tenth.from(), tenth.to());
            assertThat(tenth.observed()).isCloseTo(tenth.predicted(), within(0.03));
        });
    }

    private static List<Pair> normal(
            Random random, int matching, double mean, int others, double otherMean, double deviation) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < matching + others; i++) {
            boolean matches = i < matching;
            double score = (matches ? mean : otherMean) + deviation * random.nextGaussian();
            pairs.add(new Pair(Math.clamp(score, -1.0, 1.0), matches));
        }
        return pairs;
    }

    private static PairScores scores(List<Pair> pairs) {
        PairScores scores = new PairScores();
        pairs.forEach(pair -> scores.add(pair.score(), pair.matches()));
        return scores;
    }

    private static double bestIntercept(List<Pair> pairs, double slope) {
        return least(-100, 100, trial -> crossEntropy(pairs, slope, trial));
    }

    private static double crossEntropy(List<Pair> pairs, double slope, double intercept) {
        double matching = pairs.stream().filter(Pair::matches).count();
        double others = pairs.size() - matching;
        double sum = 0;
        for (Pair pair : pairs) {
            double logit = slope * pair.score() + intercept;
            double target = pair.matches() ? (matching + 1) / (matching + 2) : 1 / (others + 2);
            double loss = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target * logit;
            sum += loss / (pair.matches() ? matching : others);
        }
        return sum;
    }

    /** Where a convex function is least, by throwing away thirds. */
    private static double least(double from, double to, DoubleUnaryOperator function) {
        double low = from;
        double high = to;
        while (high - low > 1e-6) {
            double third = (high - low) / 3;
            if (function.applyAsDouble(low + third) < function.applyAsDouble(high - third)) {
                high -= third;
            } else {
                low += third;
            }
        }
        return (low + high) / 2;
    }
}
