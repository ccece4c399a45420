package io.vitrine.models;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Bounds how many calls wait for the engine, over all open models. */
@Component
final class WaitingRoom {

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    WaitingRoom(ModelProperties properties, MeterRegistry meters) {
        places = properties.waitingCalls();
        Gauge.builder("vitrine.engine.waiting", taken, AtomicInteger::get)
                .description("Calls that wait for the engine to take them up")
                .baseUnit("calls")
                .register(meters);
    }

    int waiting() {
        return taken.get();
    }

    /**
     * Takes a place for one call.
     *
     * @throws EngineOverloaded when there is none
     */
    Place enter() {
        int before = taken.getAndUpdate(count -> Math.min(count + 1, places));
        if (before == places) {
            throw new EngineOverloaded(places);
        }
        return new Place();
    }

    /** One call's place; leaving it twice is leaving it once. */
    final class Place {

        private final AtomicInteger held = new AtomicInteger(1);

        void leave() {
            taken.addAndGet(-held.getAndSet(0));
        }
    }
}
