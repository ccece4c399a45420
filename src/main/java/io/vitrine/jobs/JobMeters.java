package io.vitrine.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** How many jobs of each type are in each status; read from the database at most once in five seconds. */
@Component
class JobMeters implements SmartInitializingSingleton {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final JobStore store;
    private final JobHandlers handlers;
    private final MeterRegistry meters;
    private List<JobStore.StatusCount> counts = List.of();
    private long readAt = System.nanoTime() - FRESH_NANOS;

    JobMeters(JobStore store, JobHandlers handlers, MeterRegistry meters) {
        this.store = store;
        this.handlers = handlers;
        this.meters = meters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String type : handlers.types()) {
            for (JobStatus status : JobStatus.values()) {
                Gauge.builder("vitrine.jobs", () -> count(type, status))
                        .description("Jobs by type and status, over all replicas")
                        .baseUnit("jobs")
                        .tag("type", type)
                        .tag("status", status.name().toLowerCase(Locale.ROOT))
                        .register(meters);
            }
        }
    }

    private synchronized double count(String type, JobStatus status) {
        if (System.nanoTime() - readAt >= FRESH_NANOS) {
            counts = store.counts();
            readAt = System.nanoTime();
        }
        return counts.stream()
                .filter(count -> count.type().equals(type) && count.status() == status)
                .mapToLong(JobStore.StatusCount::jobs)
                .sum();
    }
}
