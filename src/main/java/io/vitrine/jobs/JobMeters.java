package io.vitrine.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * How many jobs of each type are in each status; read from the database at most once in five seconds. A scrape waits a second for
 * it at most: the other meters are wanted most when the database does not answer.
 */
@Component
class JobMeters implements SmartInitializingSingleton {

    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final JobStore store;
    private final JobHandlers handlers;
    private final MeterRegistry meters;
    private CompletableFuture<List<JobStore.StatusCount>> reading = CompletableFuture.completedFuture(List.of());
    private long startedAt = System.nanoTime() - FRESH_NANOS;

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

    private double count(String type, JobStatus status) {
        return counts().map(counts -> (double) counts.stream()
                        .filter(count -> count.type().equals(type) && count.status() == status)
                        .mapToLong(JobStore.StatusCount::jobs)
                        .sum())
                .orElse(Double.NaN);
    }

    /** Empty when the database failed, or has not answered within a second of being asked. */
    private synchronized Optional<List<JobStore.StatusCount>> counts() {
        if (reading.isDone() && System.nanoTime() - startedAt >= FRESH_NANOS) {
            startedAt = System.nanoTime();
            reading = CompletableFuture.supplyAsync(store::counts, Thread::startVirtualThread);
        }
        try {
            long patience = Math.max(0, startedAt + PATIENCE_NANOS - System.nanoTime());
            return Optional.of(reading.get(patience, TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException unanswered) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
