package io.vitrine.stages;

import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is observed of a stage, and the timer that its time goes to, if any. */
final class Stage extends Observation.Context {

    private @Nullable Timer timer;
    private long startedAt;

    Stage(@Nullable Timer timer) {
        this.timer = timer;
    }

    void countInto(Timer chosen) {
        timer = chosen;
    }

    void started() {
        startedAt = System.nanoTime();
    }

    void ended() {
        if (timer != null) {
            timer.record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
        }
    }
}
