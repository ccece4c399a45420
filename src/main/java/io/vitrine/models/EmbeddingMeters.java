package io.vitrine.models;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what is embedded and how long the engine takes for it. */
final class EmbeddingMeters {

    private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128};

    /** What is embedded. */
    enum Kind {
        TEXTS,
        PICTURES
    }

    private final Throughput texts;
    private final Throughput pictures;

    EmbeddingMeters(MeterRegistry meters) {
        texts = Throughput.of(meters, "texts");
        pictures = Throughput.of(meters, "pictures");
    }

    void embedded(Kind kind, int items, long nanoseconds) {
        Throughput throughput = switch (kind) {
            case TEXTS -> texts;
            case PICTURES -> pictures;
        };
        throughput.items().increment(items);
        throughput.batch().record(items);
        throughput.duration().record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private record Throughput(Counter items, DistributionSummary batch, Timer duration) {

        static Throughput of(MeterRegistry meters, String kind) {
            Counter items = Counter.builder("vitrine.embedding." + kind)
                    .description("Embedded " + kind)
                    .baseUnit(kind)
                    .register(meters);
            DistributionSummary batch = DistributionSummary.builder("vitrine.embedding.batch")
                    .description("How many items one batch of the engine held")
                    .baseUnit("items")
                    .tag("kind", kind)
                    .serviceLevelObjectives(BATCH_SIZES)
                    .register(meters);
            Timer duration = Timer.builder("vitrine.embedding.duration")
                    .description("Time of the engine for one batch")
                    .tag("kind", kind)
                    .publishPercentileHistogram()
                    .register(meters);
            return new Throughput(items, batch, duration);
        }
    }
}
