package io.vitrine.models;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** A process that is to answer searches, and cannot open the version that answers them, is not ready. */
@Component
class ModelHealthIndicator extends AbstractHealthIndicator {

    private final ObjectProvider<ModelSwitches> switches;

    ModelHealthIndicator(ObjectProvider<ModelSwitches> switches) {
        this.switches = switches;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean ready = switches.stream().allMatch(ModelSwitches::isFollowed);
        health.status(ready ? Status.UP : Status.DOWN);
    }
}
