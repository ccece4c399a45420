package io.vitrine.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Times the stages of a search. */
@Component
final class SearchMeters {

    private final Timer embed;
    private final Timer database;
    private final Timer total;

    SearchMeters(MeterRegistry meters) {
        embed = stage(meters, "embed");
        database = stage(meters, "database");
        total = stage(meters, "total");
    }

    private static Timer stage(MeterRegistry meters, String stage) {
        return Timer.builder("vitrine.search.duration")
                .description("Time of a search by stage: tokenise and embed, database, total")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
    }

    <T> T embedding(Supplier<T> work) {
        return timed(embed, work);
    }

    <T> T database(Supplier<T> work) {
        return timed(database, work);
    }

    void total(long nanoseconds) {
        total.record(Duration.ofNanos(nanoseconds));
    }

    private static <T> T timed(Timer timer, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            timer.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
