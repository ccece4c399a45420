package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.learning.EpochReport;
import io.vitrine.learning.TrainingProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TrainingCurveTests {

    @Test
    void a_short_training_keeps_every_step() {
        TrainingCurve curve = steps(TrainingCurve.NOTHING, 1, 10, 10);

        assertThat(curve.loss()).extracting(TrainingCurve.Point::step).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(curve.loss()).extracting(TrainingCurve.Point::loss).startsWith(1.0, 2.0);
        assertThat(curve.totalSteps()).isEqualTo(10);
    }

    @Test
    void a_long_one_keeps_means_over_equal_parts() {
        TrainingCurve curve = steps(TrainingCurve.NOTHING, 1, 1000, 1000);

        assertThat(curve.loss()).hasSize(200).allMatch(point -> point.steps() == 5);
        assertThat(curve.loss().getFirst()).isEqualTo(new TrainingCurve.Point(5, 5, 3));
        assertThat(curve.loss().getLast().loss()).isCloseTo(998, within(1e-9));
    }

    @Test
    void what_is_repeated_after_an_interruption_takes_the_place_of_what_was_shown() {
        TrainingCurve curve = steps(TrainingCurve.NOTHING, 1, 4, 8).with(epoch(1));
        curve = steps(curve, 5, 7, 8); // dies in its second epoch

        curve = steps(curve, 5, 8, 8).with(epoch(2));

        assertThat(curve.loss()).extracting(TrainingCurve.Point::step).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(curve.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2);
    }

    @Test
    void an_epoch_that_is_repeated_is_shown_once() {
        TrainingCurve curve = steps(TrainingCurve.NOTHING, 1, 4, 8).with(epoch(1));

        curve = steps(curve, 1, 4, 8).with(epoch(1)); // its checkpoint was lost

        assertThat(curve.epochs()).hasSize(1);
    }

    @Test
    void an_epoch_that_was_saved_and_not_shown_before_an_interruption_is_shown_afterwards() {
        TrainingCurve curve = steps(TrainingCurve.NOTHING, 1, 4, 12).with(epoch(1));
        curve = steps(curve, 5, 8, 12); // dies between saving its second epoch and showing it

        curve = steps(curve.after(List.of(epoch(1), epoch(2))), 9, 12, 12).with(epoch(3));

        assertThat(curve.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    }

    private static TrainingCurve steps(TrainingCurve curve, int first, int last, int total) {
        TrainingCurve grown = curve;
        for (int step = first; step <= last; step++) {
            grown = grown.with(
                    new TrainingProgress(step, total, (step - 1) / 4 + 1, total / 4, step, 80, Duration.ZERO));
        }
        return grown;
    }

    private static EpochReport epoch(int number) {
        return new EpochReport(number, 1, 14, 1, null);
    }
}
