package io.vitrine.models;

import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.models.ModelRegistry.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes a version ready, checks it, and lets it answer searches from then on, on all replicas. */
@Component
final class ActivationJob implements JobHandler<ActivationPlan> {

    static final String TYPE = "activation";

    private final AcknowledgedSwitch acknowledgedSwitch;
    private final ActiveModel activeModel;
    private final ObjectProvider<ActivationGuard> guards;
    private final ApplicationEventPublisher events;

    ActivationJob(
            AcknowledgedSwitch acknowledgedSwitch,
            ActiveModel activeModel,
            ObjectProvider<ActivationGuard> guards,
            ApplicationEventPublisher events) {
        this.acknowledgedSwitch = acknowledgedSwitch;
        this.activeModel = activeModel;
        this.guards = guards;
        this.events = events;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<ActivationPlan> planType() {
        return ActivationPlan.class;
    }

    /** One switch at a time. */
    @Override
    public String conflictKey(ActivationPlan plan) {
        return TYPE;
    }

    /** The version stays open from the first step to the switch, so that it is loaded once. */
    @Override
    public ActivationResult run(ActivationPlan plan, JobContext job) {
        return activeModel.lease(plan.model(), model -> {
            Map<String, Object> findings = new LinkedHashMap<>();
            guards.orderedStream().forEach(guard -> findings.putAll(guard.prepare(plan, job)));
            job.phase("checking", "texts", 1);
            requireUnitVectors(model);
            Activation done = acknowledgedSwitch.to(plan.model(), job);
            events.publishEvent(new ModelActivated(done.model(), done.generation()));
            return new ActivationResult(done.generation(), done.model(), findings);
        });
    }

    private static void requireUnitVectors(LoadedModel model) {
        double squares = 0;
        for (float value : model.embedTexts(List.of("red shirt"))[0]) {
            squares += (double) value * value;
        }
        // A thousandth allows for float32 arithmetic; anything else, NaN included, is a broken model.
        if (!(Math.abs(Math.sqrt(squares) - 1) < 1e-3)) {
            throw new ActivationRefused("activation-refused", model.version(), "its vectors do not have unit length");
        }
    }
}
