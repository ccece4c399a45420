package io.vitrine.search;

import java.time.Duration;
import java.time.Instant;

/** When something was read from the database to be kept, and how long that took. */
record Reading(Instant end, Duration took) {

    /** What changes all the time is read again after such a time at the soonest, and after so many times as long as reading takes. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final int REST_PER_READING = 10;

    static Reading since(Instant start) {
        Instant now = Instant.now();
        return new Reading(now, Duration.between(start, now));
    }

    /** Whether it may be read again. */
    boolean isRested() {
        Duration proportionate = took.multipliedBy(REST_PER_READING);
        return end.plus(proportionate.compareTo(REST) > 0 ? proportionate : REST)
                .isBefore(Instant.now());
    }
}
