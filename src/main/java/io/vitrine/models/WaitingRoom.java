package io.vitrine.models;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.vitrine.stages.Stages;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bounds how many calls wait for the engine, over all open models, and observes how long each waits and is then served. */
@Component
final class WaitingRoom {

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Stages stages;

    WaitingRoom(ModelProperties properties, MeterRegistry meters, Stages stages) {
        this.places = properties.waitingCalls();
        this.stages = stages;
        Gauge.builder("vitrine.engine.waiting", taken, AtomicInteger::get)
                .description("Calls that wait for the engine to take them up")
                .baseUnit("calls")
                .register(meters);
    }

    int waiting() {
        return taken.get();
    }

    /**
     * Takes a place for one call, on its thread.
     *
     * @param tower what it waits for
     * @throws EngineOverloaded when there is none
     */
    Place enter(String tower) {
        int before = taken.getAndUpdate(count -> Math.min(count + 1, places));
        if (before == places) {
            throw new EngineOverloaded(places);
        }
        return new Place(tower);
    }

    /** One call's place; leaving it twice is leaving it once. */
    final class Place {

        private final String tower;
        private final @Nullable Observation caller = stages.current();
        private @Nullable Observation stage = stages.start("wait for the engine", caller);
        private boolean left;

        private Place(String tower) {
            this.tower = tower;
        }

        /** The engine takes the call up. */
        synchronized void leave() {
            if (left) {
                return;
            }
            left = true;
            taken.decrementAndGet();
            if (stage != null) {
                stage.stop();
                stage = stages.start(tower, caller);
            }
        }

        /** The caller has its answer, or waits no longer. */
        synchronized void end() {
            if (stage != null) {
                stage.stop();
                stage = null;
            }
        }
    }
}
