package io.vitrine.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vitrine.stages.Stages;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Times the three stages of a search that dashboards read. */
@Component
final class SearchMeters {

    private final Stages stages;
    private final Timer embed;
    private final Timer database;
    private final Timer total;

    SearchMeters(MeterRegistry meters, Stages stages) {
        this.stages = stages;
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

    <T> T total(Supplier<T> work) {
        return stages.run("search", answered -> total, work);
    }

    <T> T embedding(Supplier<T> work) {
        return stages.run("embed", embed, work);
    }

    /** @param part which work of the database it is, as the span is called */
    <T> T database(String part, Supplier<T> work) {
        return stages.run(part, database, work);
    }
}
