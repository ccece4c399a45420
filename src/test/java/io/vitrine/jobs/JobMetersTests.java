package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import tools.jackson.databind.json.JsonMapper;

class JobMetersTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void oneScrapeReadsTheDatabaseOnce() {
        AtomicInteger reads = new AtomicInteger();
        scraped(() -> {
            reads.incrementAndGet();
            return List.of(new JobStore.StatusCount("tidying", JobStatus.FAILED, 3));
        });

        assertThat(value("failed")).isEqualTo(3);
        assertThat(value("queued")).isZero();
        assertThat(reads).hasValue(1);
    }

    @Test
    void aDatabaseThatDoesNotAnswerHoldsAScrapeUpForOneSecondInAll() {
        CountDownLatch never = new CountDownLatch(1);
        scraped(() -> {
            awaitForever(never);
            return List.of();
        });

        long start = System.nanoTime();
        for (Gauge gauge : meters.get("vitrine.jobs").gauges()) {
            assertThat(gauge.value()).isNaN();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        never.countDown();
    }

    @Test
    void aDatabaseThatFailsIsAskedOncePerScrape() {
        AtomicInteger reads = new AtomicInteger();
        scraped(() -> {
            reads.incrementAndGet();
            throw new DataAccessResourceFailureException("down");
        });

        assertThat(meters.get("vitrine.jobs").gauges())
                .isNotEmpty()
                .allSatisfy(gauge -> assertThat(gauge.value()).isNaN());
        assertThat(reads).hasValue(1);
    }

    private void scraped(Supplier<List<JobStore.StatusCount>> counts) {
        JsonMapper json = JsonMapper.builder().build();
        JobStore store = new JobStore(JdbcClient.create(new SimpleDriverDataSource()), json) {
            @Override
            List<StatusCount> counts() {
                return counts.get();
            }
        };
        JobHandlers handlers =
                new JobHandlers(
                        new StaticListableBeanFactory().getBeanProvider(ResolvableType.forClass(JobHandler.class))) {
                    @Override
                    Collection<String> types() {
                        return List.of("tidying");
                    }
                };
        new JobMeters(store, handlers, meters).afterSingletonsInstantiated();
    }

    private double value(String status) {
        return meters.get("vitrine.jobs").tag("status", status).gauge().value();
    }

    private static void awaitForever(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
