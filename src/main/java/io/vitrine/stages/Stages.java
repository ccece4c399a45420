package io.vitrine.stages;

import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Observes stages: each is a span within the one that runs on the thread, or begins a trace, and may count into a timer. */
@Component
public final class Stages {

    private final ObservationRegistry observations;

    public Stages(ObservationRegistry observations) {
        this.observations = observations;
    }

    /** Runs a stage that shows in traces only. */
    public <T> T run(String name, Supplier<T> work) {
        return observation(name, new Stage(null)).observe(work);
    }

    /** Runs a stage whose time goes to the timer, also when it fails. */
    public <T> T run(String name, Timer timer, Supplier<T> work) {
        return observation(name, new Stage(timer)).observe(work);
    }

    /** Runs a stage whose time goes to the timer of its result; a failure counts nowhere. */
    public <T> T run(String name, Function<T, Timer> timer, Supplier<T> work) {
        Stage stage = new Stage(null);
        return observation(name, stage).observe(() -> {
            T result = work.get();
            stage.countInto(timer.apply(result));
            return result;
        });
    }

    /** The stage that runs on this thread, or null. */
    public @Nullable Observation current() {
        return observations.getCurrentObservation();
    }

    /** Begins a stage within another, for traces only; any thread may stop it. */
    public Observation start(String name, @Nullable Observation within) {
        return observation(name, new Stage(null)).parentObservation(within).start();
    }

    /** Tells something of the stage that runs: on its span, and in no meter. */
    public void note(String key, String value) {
        Observation running = current();
        if (running != null) {
            running.highCardinalityKeyValue(key, value);
        }
    }

    private Observation observation(String name, Stage stage) {
        return Observation.createNotStarted(name, () -> stage, observations);
    }
}
