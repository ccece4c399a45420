package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.ScoreCalibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often pairs of text and picture have a score, those that belong together and the others. Scores are rounded to 0.0001, so
 * that any number of pairs takes the same memory.
 */
public final class PairScores {

    /** Values from −1 to 1, both included. */
    static final int VALUES = 20_001;

    private static final int PER_UNIT = (VALUES - 1) / 2;

    private final long[] matching = new long[VALUES];
    private final long[] others = new long[VALUES];

    /** Every different name of held-out products with every picture of them. */
    public static PairScores of(DualEncoder encoder, List<TrainingProduct> heldOut) {
        return heldOut.isEmpty()
                ? new PairScores()
                : new CatalogueVectors(Sides.of(encoder), heldOut, done -> {}).pairs();
    }

    /** A score that is not a number is not counted: it never ranks either. */
    void add(double score, boolean matches) {
        if (!Double.isNaN(score)) {
            int value = (int) Math.round((Math.clamp(score, -1.0, 1.0) + 1) * PER_UNIT);
            (matches ? matching : others)[value]++;
        }
    }

    static double score(int value) {
        return (double) value / PER_UNIT - 1;
    }

    long matching(int value) {
        return matching[value];
    }

    long others(int value) {
        return others[value];
    }

    public long matching() {
        return Arrays.stream(matching).sum();
    }

    public long others() {
        return Arrays.stream(others).sum();
    }

    /**
     * Pairs to which a calibration gives probabilities in one tenth.
     *
     * @param predicted their mean probability, NaN without pairs
     * @param observed the share of them that match, where all matching pairs weigh as much as all others; NaN without pairs
     */
    public record Reliability(double from, double to, long matching, long others, double predicted, double observed) {}

    /** How true a calibration is to these pairs, by tenths of probability. */
    public List<Reliability> reliability(ScoreCalibration calibration) {
        long[] pairs = new long[10];
        long[] fits = new long[10];
        double[] weights = new double[10];
        double[] weightsThatFit = new double[10];
        double[] predicted = new double[10];
        double perMatch = 0.5 / matching();
        double perOther = 0.5 / others();
        for (int value = 0; value < VALUES; value++) {
            double probability = calibration.probability(score(value));
            int tenth = Math.min(9, (int) (10 * probability));
            double weight = perMatch * matching[value] + perOther * others[value];
            fits[tenth] += matching[value];
            pairs[tenth] += matching[value] + others[value];
            weights[tenth] += weight;
            weightsThatFit[tenth] += perMatch * matching[value];
            predicted[tenth] += weight * probability;
        }
        List<Reliability> table = new ArrayList<>();
        for (int t = 0; t < 10; t++) {
            table.add(new Reliability(
                    t / 10.0,
                    (t + 1) / 10.0,
                    fits[t],
                    pairs[t] - fits[t],
                    predicted[t] / weights[t],
                    weightsThatFit[t] / weights[t]));
        }
        return table;
    }
}
