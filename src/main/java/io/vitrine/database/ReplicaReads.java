package io.vitrine.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.errors.VitrineException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Reads from the replica while that is in use, and from the primary what the replica does not answer. */
final class ReplicaReads implements SearchReads {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaReads.class);

    private final ReadReplica replica;
    private final Map<Fallback, Counter> fallbacks = new EnumMap<>(Fallback.class);

    ReplicaReads(ReadReplica replica, MeterRegistry meters) {
        this.replica = replica;
        for (Fallback reason : Fallback.values()) {
            Counter counter = Counter.builder("vitrine.read.replica.fallbacks")
                    .description("Reads of searches that the primary answered in place of the read replica")
                    .tag("reason", reason.label())
                    .register(meters);
            fallbacks.put(reason, counter);
        }
    }

    @Override
    public <T> T read(Supplier<T> reading) {
        if (Server.chosen().isPresent()) {
            return reading.get();
        }
        return switch (replica.state()) {
            case IN_USE -> readReplica(reading);
            case UNKNOWN, UNREACHABLE -> fallBack(Fallback.UNREACHABLE, reading);
            case BEHIND -> fallBack(Fallback.BEHIND, reading);
        };
    }

    @Override
    public boolean isOneServer() {
        return false;
    }

    @Override
    public <T> T readLatest(Supplier<T> reading) {
        return Server.PRIMARY.during(reading);
    }

    private <T> T readReplica(Supplier<T> reading) {
        Fallback reason;
        try {
            return Server.REPLICA.during(reading);
        } catch (RuntimeException failure) {
            reason = Fallback.of(failure);
            note(reason, failure);
        }
        return fallBack(reason, reading);
    }

    private void note(Fallback reason, RuntimeException failure) {
        String message = Objects.toString(
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage(), "no message");
        if (reason == Fallback.UNREACHABLE) {
            replica.become(ReplicaState.UNREACHABLE, message);
        } else if (reason == Fallback.OTHER) {
            LOG.warn("The read replica failed, the primary is asked", failure);
        } else if (!(failure instanceof VitrineException)) { // most often the request asks for what is not there
            LOG.info("The primary is asked in place of the read replica ({}): {}", reason.label(), message);
        }
    }

    private <T> T fallBack(Fallback reason, Supplier<T> reading) {
        Objects.requireNonNull(fallbacks.get(reason)).increment();
        return Server.PRIMARY.during(reading);
    }
}
