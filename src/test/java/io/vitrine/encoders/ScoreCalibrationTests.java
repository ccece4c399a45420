package io.vitrine.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCalibrationTests {

    private final ScoreCalibration calibration = new ScoreCalibration(20, -8);

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 0.5, 0.75, 1 - 1e-6})
    void aProbabilityAndItsScoreAreInversesOfOneAnother(double probability) {
        double score = calibration.score(probability);
        assertThat(calibration.probability(score)).isCloseTo(probability, within(1e-12));
    }

    @Test
    void aHalfIsWhereTheCurveCrossesZero() {
        assertThat(calibration.score(0.5)).isCloseTo(0.4, within(1e-12));
        assertThat(calibration.probability(0.4)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void everyScoreHasAtLeastProbabilityZeroAndNoneIsCertain() {
        assertThat(calibration.score(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(calibration.score(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSlopeThatRanksNothingIsRefused(double slope) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> new ScoreCalibration(slope, 0))
                .withMessageContaining("calibration.slope");
    }
}
