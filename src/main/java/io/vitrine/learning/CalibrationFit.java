package io.vitrine.learning;

import io.vitrine.encoders.ScoreCalibration;
import java.util.Optional;

/**
 * Fits a {@link ScoreCalibration} to pairs: the logistic curve of least cross entropy (Platt 1999), by Newton's method with
 * steps halved until they help (Lin et al. 2007).
 *
 * <p>The pairs that match weigh as much as all others together, so that the curve does not depend on how large the catalogue is.
 * Platt's targets {@code (n + 1) / (n + 2)} and {@code 1 / (m + 2)} instead of 1 and 0 keep it finite where no score is shared.
 */
public final class CalibrationFit {

    private static final int MOST_STEPS = 100;
    private static final double FLAT = 1e-10;
    private static final double SMALLEST_STEP = 1e-10;
    /** Keeps the Hessian invertible where all scores are equal. */
    private static final double RIDGE = 1e-12;

    private final PairScores pairs;
    private final double matchingWeight;
    private final double otherWeight;
    private final double matchingTarget;
    private final double otherTarget;

    private CalibrationFit(PairScores pairs) {
        this.pairs = pairs;
        this.matchingWeight = 0.5 / pairs.matching();
        this.otherWeight = 0.5 / pairs.others();
        this.matchingTarget = (pairs.matching() + 1.0) / (pairs.matching() + 2.0);
        this.otherTarget = 1 / (pairs.others() + 2.0);
    }

    /** Empty without pairs of both kinds, and where pairs that match score no higher than others. */
    public static Optional<ScoreCalibration> of(PairScores pairs) {
        if (pairs.matching() == 0 || pairs.others() == 0) {
            return Optional.empty();
        }
        Point best = new CalibrationFit(pairs).minimum();
        return best.slope() > 0 ? Optional.of(new ScoreCalibration(best.slope(), best.intercept())) : Optional.empty();
    }

    private record Point(double slope, double intercept) {}

    private Point minimum() {
        Point point = new Point(0, 0);
        for (int step = 0; step < MOST_STEPS; step++) {
            Slopes slopes = slopes(point);
            if (Math.abs(slopes.bySlope) < FLAT && Math.abs(slopes.byIntercept) < FLAT) {
                return point;
            }
            Point next = newtonStep(point, slopes);
            if (next.equals(point)) {
                return point;
            }
            point = next;
        }
        return point;
    }

    private Point newtonStep(Point point, Slopes slopes) {
        double determinant = slopes.slope2 * slopes.intercept2 - slopes.both * slopes.both;
        double slope = -(slopes.intercept2 * slopes.bySlope - slopes.both * slopes.byIntercept) / determinant;
        double intercept = -(slopes.slope2 * slopes.byIntercept - slopes.both * slopes.bySlope) / determinant;
        double descent = slopes.bySlope * slope + slopes.byIntercept * intercept;
        double before = loss(point);
        for (double part = 1; part > SMALLEST_STEP; part /= 2) {
            Point next = new Point(point.slope() + part * slope, point.intercept() + part * intercept);
            if (loss(next) < before + 1e-4 * part * descent) {
                return next;
            }
        }
        return point;
    }

    /** Cross entropy, weighted. */
    private double loss(Point point) {
        double sum = 0;
        for (int value = 0; value < PairScores.VALUES; value++) {
            double logit = point.slope() * PairScores.score(value) + point.intercept();
            sum += matchingWeight * pairs.matching(value) * loss(logit, matchingTarget)
                    + otherWeight * pairs.others(value) * loss(logit, otherTarget);
        }
        return sum;
    }

    /** {@code ln(1 + exp(logit)) − target · logit}, without overflow. */
    private static double loss(double logit, double target) {
        return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target * logit;
    }

    private Slopes slopes(Point point) {
        Slopes slopes = new Slopes();
        for (int value = 0; value < PairScores.VALUES; value++) {
            double score = PairScores.score(value);
            double probability = 1 / (1 + Math.exp(-(point.slope() * score + point.intercept())));
            double matching = matchingWeight * pairs.matching(value);
            double others = otherWeight * pairs.others(value);
            double difference = matching * (probability - matchingTarget) + others * (probability - otherTarget);
            double curvature = (matching + others) * probability * (1 - probability);
            slopes.bySlope += difference * score;
            slopes.byIntercept += difference;
            slopes.slope2 += curvature * score * score;
            slopes.both += curvature * score;
            slopes.intercept2 += curvature;
        }
        return slopes;
    }

    /** First and second derivatives of the loss. */
    private static final class Slopes {
        private double bySlope;
        private double byIntercept;
        private double slope2 = RIDGE;
        private double both;
        private double intercept2 = RIDGE;
    }
}
