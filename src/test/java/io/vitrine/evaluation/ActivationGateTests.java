package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.evaluation.Comparison.Measured;
import io.vitrine.evaluation.Comparison.NotMeasured;
import io.vitrine.evaluation.GateReport.Outcome;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.models.ActivationPlan;
import io.vitrine.models.ActivationRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ActivationGateTests {

    private static final GateProperties PROPERTIES =
            new GateProperties(true, GateMeasure.RECALL_AT_10, 0.02, 100, 100_000);

    private final Shown job = new Shown();

    @Test
    void a_better_model_passes_and_the_report_tells_by_how_much() {
        GateReport report = report(measured(0.45), null);

        assertThat(report)
                .usingRecursiveComparison()
                .ignoringFields("explanation")
                .isEqualTo(new GateReport(
                        Outcome.PASSED, GateMeasure.RECALL_AT_10, "old", "main", 141, 0.45, 0.4, 0.02, null, ""));
        assertThat(report.explanation()).contains("0.450", "'old' is 0.400", "141 names of catalogue 'main'");
        assertThat(job.shown).containsExactly(Map.of("gate", report));
    }

    @Test
    void a_model_that_is_worse_by_no_more_than_the_margin_passes() {
        assertThat(report(measured(0.385), null).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_model_that_is_worse_by_more_is_refused_with_both_figures() {
        assertThatThrownBy(() -> report(measured(0.379), null))
                .isInstanceOfSatisfying(
                        ActivationRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("worse-than-live"))
                .hasMessageContaining("'new' was not activated")
                .hasMessageContaining("0.379")
                .hasMessageContaining("0.400");
        assertThat(job.shown).hasSize(1);
    }

    @Test
    void whoever_forces_a_worse_model_overrides_the_refusal() {
        GateReport report = report(measured(0.1), "editor");

        assertThat(report.outcome()).isEqualTo(Outcome.OVERRIDDEN);
        assertThat(report.forcedBy()).isEqualTo("editor");
    }

    @Test
    void forcing_a_model_that_would_pass_overrides_nothing() {
        GateReport report = report(measured(0.4), "editor");

        assertThat(report.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(report.forcedBy()).isNull();
    }

    @Test
    void what_cannot_be_measured_passes_and_the_report_tells_why() {
        GateReport report = report(new NotMeasured("what model 'old' has not learned from cannot be told"), null);

        assertThat(report.outcome()).isEqualTo(Outcome.NOT_MEASURED);
        assertThat(report.candidate()).isNull();
        assertThat(report.explanation())
                .isEqualTo("It was not measured, because what model 'old' has not learned from cannot be told.");
    }

    @Test
    void a_gate_that_is_switched_off_measures_nothing() {
        GateProperties off = new GateProperties(false, GateMeasure.RECALL_AT_10, 0.02, 100, 100_000);
        ActivationGate gate = new ActivationGate(off, (candidate, context) -> {
            throw new AssertionError("measured all the same");
        });

        assertThat(gate.prepare(new ActivationPlan("new", null), job))
                .extractingByKey("gate")
                .extracting("outcome")
                .isEqualTo(Outcome.NOT_MEASURED);
    }

    private GateReport report(Comparison comparison, @Nullable String forcedBy) {
        ActivationGate gate = new ActivationGate(PROPERTIES, (candidate, context) -> comparison);
        Map<String, Object> findings = gate.prepare(new ActivationPlan("new", forcedBy), job);
        return (GateReport) Objects.requireNonNull(findings.get("gate"));
    }

    private static Comparison measured(double recallAt10) {
        return new Measured(
                "old",
                "main",
                new TextToImage(0.1, recallAt10, 0.9, 0.2, 141, 3000),
                new TextToImage(0.2, 0.4, 0.8, 0.3, 141, 3000));
    }

    /** A job that only keeps what it was given to show. */
    private static final class Shown implements JobContext {

        private final List<Object> shown = new ArrayList<>();

        @Override
        public UUID jobId() {
            return new UUID(0, 1);
        }

        @Override
        public void phase(String phase, String unit, long total) {}

        @Override
        public void advanced(long done) {}

        @Override
        public void show(Object details) {
            shown.add(details);
        }

        @Override
        public <T> Optional<T> shownBefore(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void checkpoint() {}
    }
}
