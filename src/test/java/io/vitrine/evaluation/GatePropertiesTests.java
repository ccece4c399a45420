package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatePropertiesTests {

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(Map.of())).isEqualTo(new GateProperties(true, GateMeasure.RECALL_AT_10, 0.02, 100, 100_000));
    }

    @Test
    void aMeasureIsNamedAsInReports() {
        assertThat(bind(Map.of("vitrine.evaluation.gate.measure", "mrrAt10")).measure())
                .isEqualTo(GateMeasure.MRR_AT_10);
    }

    private static GateProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("vitrine.evaluation.gate", GateProperties.class);
    }
}
