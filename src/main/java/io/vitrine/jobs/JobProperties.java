package io.vitrine.jobs;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a process that plays the role of a worker runs jobs.
 *
 * @param concurrency how many jobs run here at once; a paused one does not count
 * @param poll how often to look for a waiting job
 * @param heartbeat how often a running job writes its progress, renews its lease and hears of a cancel or pause
 * @param lease after how long without a heartbeat a job's process is taken for dead
 * @param deaths how many processes may die with a job before it fails; a job may be what kills them
 * @param patience how long a stopping service waits for its jobs to reach a checkpoint
 */
@Validated
@ConfigurationProperties("vitrine.jobs")
record JobProperties(
        @DefaultValue("4") @Min(1) @Max(64) int concurrency,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("3") @Min(1) @Max(100) int deaths,
        @DefaultValue("20s") Duration patience) {

    @AssertTrue(message = "poll and heartbeat must be positive, and the lease at least three heartbeats")
    boolean isCoherent() {
        return poll.isPositive() && heartbeat.isPositive() && lease.compareTo(heartbeat.multipliedBy(3)) >= 0;
    }
}
