package io.vitrine.jobs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** A worker that cannot ask for jobs is not ready; a process that is no worker need not. */
@Component
class ClaimingHealthIndicator extends AbstractHealthIndicator {

    private final ObjectProvider<JobWorker> worker;

    ClaimingHealthIndicator(ObjectProvider<JobWorker> worker) {
        this.worker = worker;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        boolean ready = worker.stream().allMatch(JobWorker::isClaiming);
        health.status(ready ? Status.UP : Status.DOWN);
    }
}
