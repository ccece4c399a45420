package io.vitrine.database;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Tells whether searches read from the replica; unknown where none is configured. Its statuses other than up weigh nothing in the health of
 * the service, which is well without the replica; the health group {@code read-replica} is about it alone.
 */
@Component
class ReadReplicaHealthIndicator extends AbstractHealthIndicator {

    private final ObjectProvider<ReadReplica> replica;

    ReadReplicaHealthIndicator(ObjectProvider<ReadReplica> replica) {
        this.replica = replica;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        ReadReplica configured = replica.getIfAvailable();
        health.status(configured == null ? Status.UNKNOWN : status(configured.state()));
    }

    private static Status status(ReplicaState state) {
        return switch (state) {
            case IN_USE -> Status.UP;
            case UNKNOWN -> Status.UNKNOWN;
            case UNREACHABLE, BEHIND -> new Status(state.name());
        };
    }
}
