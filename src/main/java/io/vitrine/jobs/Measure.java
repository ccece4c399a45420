package io.vitrine.jobs;

import org.jspecify.annotations.Nullable;

/** A phase's progress and its rate since {@code start} (nanoseconds of a monotonic clock), when {@code first} units were done. */
record Measure(@Nullable String phase, @Nullable String unit, long total, long first, long done, long start) {

    static final Measure NOTHING = new Measure(null, null, 0, 0, 0, 0);

    private static final double NANOS_PER_SECOND = 1e9;

    Measure advancedTo(long units) {
        return new Measure(phase, unit, total, first, units, start);
    }

    /** The same progress, its rate measured anew from now; a pause must not count as work. */
    Measure restartedAt(long now) {
        return new Measure(phase, unit, total, done, done, now);
    }

    /** Units a second, or null while nothing can be said. */
    @Nullable
    Double rate(long now) {
        double seconds = (now - start) / NANOS_PER_SECOND;
        return done > first && seconds > 0 ? (done - first) / seconds : null;
    }

    /** The seconds left at a rate, or null when the total or the rate is unknown. */
    static @Nullable Long secondsLeft(long done, @Nullable Long total, @Nullable Double rate) {
        if (total == null || rate == null || rate <= 0) {
            return null;
        }
        return Math.round(Math.max(0, total - done) / rate);
    }
}
