package io.vitrine.evaluation;

import io.vitrine.jobs.JobContext;
import io.vitrine.models.ActivationGuard;
import io.vitrine.models.ActivationPlan;
import io.vitrine.models.ActivationRefused;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets a version go live unless it finds held-out products worse than the live one does, or somebody wants it all the same. */
@Component
@Order(10) // measures with the vectors that indexing has made
final class ActivationGate implements ActivationGuard {

    private static final Logger log = LoggerFactory.getLogger(ActivationGate.class);
    private static final String FINDING = "gate";
    private static final String REFUSAL = "worse-than-live";

    private final GateProperties properties;
    private final ModelComparison comparison;

    ActivationGate(GateProperties properties, ModelComparison comparison) {
        this.properties = properties;
        this.comparison = comparison;
    }

    @Override
    public Map<String, Object> prepare(ActivationPlan plan, JobContext job) {
        Comparison compared = properties.enabled()
                ? comparison.compare(plan.model(), job)
                : new Comparison.NotMeasured("the gate is switched off");
        GateReport report = GateReport.of(compared, properties, plan.forcedBy());
        job.show(Map.of(FINDING, report));
        switch (report.outcome()) {
            case PASSED, NOT_MEASURED -> log.info("Model {} may go live. {}", plan.model(), report.explanation());
            case OVERRIDDEN ->
                log.warn(
                        "Model {} goes live although it is worse, because '{}' forces it. {}",
                        plan.model(),
                        report.forcedBy(),
                        report.explanation());
            case REFUSED -> throw new ActivationRefused(REFUSAL, plan.model(), report.explanation());
        }
        return Map.of(FINDING, report);
    }
}
