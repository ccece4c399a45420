package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.learning.PlanDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SweepOrderTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void rungs_grow_as_the_trials_grow_fewer() {
        assertThat(order(1, 0.5, 8).rungs()).containsExactly(1, 2, 4, 8);
        assertThat(order(1, 1.0 / 3, 10).rungs()).containsExactly(1, 3, 9, 10);
        assertThat(order(2, 0.5, 10).rungs()).containsExactly(2, 4, 8, 10);
        assertThat(order(1, 0.9, 3).rungs()).containsExactly(1, 2, 3);
    }

    @Test
    void there_is_one_rung_where_all_are_kept_or_the_first_one_is_the_end() {
        assertThat(order(1, 1, 8).rungs()).containsExactly(8);
        assertThat(order(9, 0.5, 8).rungs()).containsExactly(8);
    }

    @Test
    void one_trial_always_goes_on() {
        assertThat(order(1, 0.5, 8).survivors(5)).isEqualTo(2);
        assertThat(order(1, 0.1, 8).survivors(5)).isEqualTo(1);
        assertThat(order(1, 1, 8).survivors(5)).isEqualTo(5);
    }

    private static SweepOrder order(int firstRung, double keep, int epochs) {
        TrainingOrder training = new TrainingOrder(
                "name",
                "main",
                null,
                PlanDocument.overDefaults(JSON, JSON.readTree("{\"epochs\":%d}".formatted(epochs))));
        return new SweepOrder("name", List.of(new SweepOrder.Trial(Map.of(), training)), firstRung, keep);
    }
}
