package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasureTests {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void theTimeLeftFollowsFromTheMeasuredRate() {
        Measure measure = new Measure("embed", "pictures", 1000, 0, 0, 0).advancedTo(250);

        Double rate = measure.rate(10 * SECOND);

        assertThat(rate).isEqualTo(25.0);
        assertThat(Measure.secondsLeft(250, 1000L, rate)).isEqualTo(30);
    }

    @Test
    void whatAnEarlierRunDidCountsAsDoneButNotIntoTheRate() {
        Measure measure = new Measure("embed", "pictures", 1000, 900, 900, 0).advancedTo(910);

        assertThat(measure.rate(5 * SECOND)).isEqualTo(2.0);
    }

    @Test
    void aPauseIsNoSlowness() {
        Measure measure = new Measure("embed", "pictures", 1000, 0, 0, 0)
                .advancedTo(500)
                .restartedAt(3600 * SECOND)
                .advancedTo(550);

        assertThat(measure.rate(3610 * SECOND)).isEqualTo(5.0);
    }

    @Test
    void nothingIsSaidBeforeAnythingIsKnown() {
        assertThat(Measure.NOTHING.rate(SECOND)).isNull();
        assertThat(Measure.secondsLeft(5, null, 2.0)).isNull();
        assertThat(Measure.secondsLeft(5, 10L, null)).isNull();
        assertThat(Measure.secondsLeft(15, 10L, 2.0)).isZero();
    }
}
