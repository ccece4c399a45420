package io.vitrine.encoders;

/**
 * What one encoder's inner product of a text and a picture means: {@code 1 / (1 + exp(−(slope · score + intercept)))} is the
 * probability that they belong together (Platt 1999), where as many pairs do as do not.
 *
 * @param slope positive: a higher score is never less probable
 */
public record ScoreCalibration(double slope, double intercept) {

    public ScoreCalibration {
        EncoderException.require(slope > 0 && Double.isFinite(slope), "calibration.slope", "must be a positive number");
        EncoderException.require(Double.isFinite(intercept), "calibration.intercept", "must be a number");
    }

    public double probability(double score) {
        return 1 / (1 + Math.exp(-(slope * score + intercept)));
    }

    /** The score that has the probability: the inverse of {@link #probability}, infinite for 0 and 1. */
    public double score(double probability) {
        return (Math.log(probability) - Math.log1p(-probability) - intercept) / slope;
    }
}
