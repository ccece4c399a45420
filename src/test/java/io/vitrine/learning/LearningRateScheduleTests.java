package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LearningRateScheduleTests {

    private final LearningRateSchedule schedule = new LearningRateSchedule(10, 110);

    @Test
    void rises_in_equal_steps_to_the_full_rate() {
        for (int step = 0; step < 10; step++) {
            assertThat(schedule.factor(step)).isCloseTo((step + 1) / 10.0, within(1e-12));
        }
    }

    @Test
    void falls_along_half_a_cosine_and_never_reaches_zero() {
        double[] factors =
                IntStream.range(10, 110).mapToDouble(schedule::factor).toArray();

        for (int i = 1; i < factors.length; i++) {
            assertThat(factors[i]).isLessThan(factors[i - 1]);
        }
        assertThat(factors[0]).isCloseTo(1, within(1e-3));
        assertThat((factors[49] + factors[50]) / 2).isCloseTo(0.5, within(1e-12));
        assertThat(factors[99]).isPositive().isLessThan(1e-3);
    }

    @Test
    void starts_at_the_full_rate_without_a_warm_up() {
        assertThat(new LearningRateSchedule(0, 1).factor(0)).isPositive();
        assertThat(new LearningRateSchedule(0, 1000).factor(0)).isCloseTo(1, within(1e-5));
    }
}
