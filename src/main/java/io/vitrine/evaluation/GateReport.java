package io.vitrine.evaluation;

import io.vitrine.evaluation.Comparison.Measured;
import io.vitrine.evaluation.Comparison.NotMeasured;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a candidate may go live, and what that was decided by.
 *
 * @param liveModel the name of the model it was held against; null when nothing was measured, as the following
 * @param catalogue whose products both were measured on
 * @param queries how many names were asked
 * @param candidate the candidate's figure
 * @param live the live model's figure
 * @param margin by how much the candidate's may be lower
 * @param forcedBy who overrode the refusal; null when there was none
 * @param explanation in a sentence
 */
record GateReport(
        Outcome outcome,
        GateMeasure measure,
        @Nullable String liveModel,
        @Nullable String catalogue,
        int queries,
        @Nullable Double candidate,
        @Nullable Double live,
        double margin,
        @Nullable String forcedBy,
        String explanation) {

    /** What came of it. */
    enum Outcome {
        PASSED,
        REFUSED,
        /** It would have been refused, had nobody forced it. */
        OVERRIDDEN,
        NOT_MEASURED
    }

    static GateReport of(Comparison comparison, GateProperties gate, @Nullable String forcedBy) {
        return switch (comparison) {
            case NotMeasured unknown -> notMeasured(unknown, gate);
            case Measured figures -> measured(figures, gate, forcedBy);
        };
    }

    private static GateReport notMeasured(NotMeasured unknown, GateProperties gate) {
        String explanation = "It was not measured, because " + unknown.reason() + ".";
        return new GateReport(
                Outcome.NOT_MEASURED, gate.measure(), null, null, 0, null, null, gate.margin(), null, explanation);
    }

    private static GateReport measured(Measured figures, GateProperties gate, @Nullable String forcedBy) {
        double candidate = gate.measure().of(figures.candidateFigures());
        double live = gate.measure().of(figures.liveFigures());
        Outcome outcome = outcome(live - candidate <= gate.margin(), forcedBy != null);
        return new GateReport(
                outcome,
                gate.measure(),
                figures.live(),
                figures.catalogue(),
                figures.liveFigures().queries(),
                candidate,
                live,
                gate.margin(),
                outcome == Outcome.OVERRIDDEN ? forcedBy : null,
                explanation(figures, gate, candidate, live));
    }

    private static String explanation(Measured figures, GateProperties gate, double candidate, double live) {
        return String.format(
                Locale.ROOT,
                "Its %s is %.3f, that of the live model '%s' is %.3f, on %d names of catalogue '%s' that neither has learned from;"
                        + " it may be lower by %s.",
                gate.measure().label(),
                candidate,
                figures.live(),
                live,
                figures.liveFigures().queries(),
                figures.catalogue(),
                gate.margin());
    }

    private static Outcome outcome(boolean good, boolean forced) {
        if (good) {
            return Outcome.PASSED;
        }
        return forced ? Outcome.OVERRIDDEN : Outcome.REFUSED;
    }
}
