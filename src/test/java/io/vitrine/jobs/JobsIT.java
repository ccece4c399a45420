package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

@WithPostgres
@SpringBootTest(
        classes = JobsIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            "vitrine.jobs.concurrency=2",
            "vitrine.jobs.poll=50ms",
            "vitrine.jobs.heartbeat=100ms",
            "vitrine.jobs.lease=1s",
            "vitrine.jobs.deaths=2",
            "management.endpoint.health.validate-group-membership=false" // other modules' members are not here
        })
class JobsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @EnableAutoConfiguration
    @ComponentScan({"io.vitrine.jobs", "io.vitrine.stages"})
    @EnableConfigurationProperties(JobProperties.class)
    @Import(Walk.class)
    static class Application {}

    private final Jobs jobs;
    private final Walk walk;
    private final JobStore store;
    private final JobLease lease;
    private final JobWorker worker;
    private final MeterRegistry meters;

    @Autowired
    JobsIT(Jobs jobs, Walk walk, JobStore store, JobLease lease, JobWorker worker, MeterRegistry meters) {
        this.jobs = jobs;
        this.walk = walk;
        this.store = store;
        this.lease = lease;
        this.worker = worker;
        this.meters = meters;
    }

    @Test
    void aJobRunsOnAPlatformThreadAndKeepsItsPlanProgressAndResult() {
        JobView queued = submit("runs", 5, 1);

        JobView done = await(queued, job -> job.status() == JobStatus.SUCCEEDED);

        assertThat(queued.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(done.plan().get("steps").asInt()).isEqualTo(5);
        assertThat(done.result()).isNotNull();
        assertThat(String.valueOf(done.result())).isEqualTo("{\"steps\":5,\"thread\":\"platform\"}");
        assertThat(done.progress()).isEqualTo(new JobProgress(5, 5L, "steps", "walk", null));
        assertThat(List.of(done.createdAt(), started(done), finished(done))).isSorted();
        assertThat(meters.get("vitrine.job.duration")
                        .tags("type", "walk", "outcome", "succeeded")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("vitrine.jobs")
                        .tags("type", "walk", "status", "succeeded")
                        .gauge()
                        .value())
                .isNotNegative();
    }

    @Test
    void theFirstJobThatEndsInSomeWayIsAnIncreaseToo() {
        for (String outcome : List.of("succeeded", "failed", "cancelled", "released")) {
            assertThat(meters.find("vitrine.job.duration")
                            .tags("type", "walk", "outcome", outcome)
                            .timer())
                    .as(outcome)
                    .isNotNull();
        }
    }

    @Test
    void whileItRunsItTellsHowFarItIsAndHowLongItWillTake() {
        JobView queued = submit("tells", 400, 10);

        JobView running = await(
                queued, job -> job.progress().done() > 20 && job.progress().etaSeconds() != null);

        assertThat(running.status()).isEqualTo(JobStatus.RUNNING);
        assertThat(running.progress().etaSeconds()).isBetween(1L, 600L);
        jobs.cancel(queued.id());
        await(queued, job -> job.status() == JobStatus.CANCELLED);
    }

    @Test
    void aFailureIsKeptWithItsReason() {
        JobView queued = jobs.submit("walk", new Walk.Plan("fails", 1, 1, "the road ended"));

        JobView failed = await(queued, job -> job.status().isTerminal());

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.failure()).isEqualTo(new JobFailure("internal", "IllegalStateException: the road ended"));
    }

    @Test
    void aRunningJobStopsAtItsNextCheckpointWhenCancelled() {
        JobView queued = submit("cancelled", 1_000_000, 5);
        await(queued, job -> job.progress().done() > 3);

        jobs.cancel(queued.id());

        JobView cancelled = await(queued, job -> job.status().isTerminal());
        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(jobs.cancel(queued.id())).isEqualTo(cancelled);
        assertThatThrownBy(() -> jobs.resume(queued.id())).isInstanceOf(JobConflict.class);
    }

    @Test
    void aPausedJobWaitsAndGoesOnWhereItWas() throws InterruptedException {
        JobView queued = submit("paused", 60, 20);
        await(queued, job -> job.progress().done() > 3);

        jobs.pause(queued.id());
        await(queued, job -> job.status() == JobStatus.PAUSED);
        int taken = walk.taken("paused").size();
        Thread.sleep(300);
        assertThat(walk.taken("paused")).hasSize(taken);
        jobs.resume(queued.id());

        assertThat(await(queued, job -> job.status().isTerminal()).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(walk.taken("paused"))
                .isEqualTo(IntStream.range(0, 60).boxed().toList());
    }

    @Test
    void aPausedJobCanBeCancelledAndFreesItsKey() {
        JobView queued = submit("paused and cancelled", 1_000_000, 5);
        await(queued, job -> job.status() == JobStatus.RUNNING);
        jobs.pause(queued.id());
        await(queued, job -> job.status() == JobStatus.PAUSED);

        assertThatThrownBy(() -> submit("paused and cancelled", 1, 1)).isInstanceOf(JobConflict.class);
        jobs.cancel(queued.id());

        assertThat(await(queued, job -> job.status().isTerminal()).status()).isEqualTo(JobStatus.CANCELLED);
        await(submit("paused and cancelled", 1, 1), job -> job.status().isTerminal());
    }

    @Test
    void pausedJobsDoNotKeepOthersFromRunning() {
        List<JobView> paused = List.of(submit("first paused", 1_000_000, 5), submit("second paused", 1_000_000, 5));
        for (JobView job : paused) {
            await(job, running -> running.status() == JobStatus.RUNNING);
            jobs.pause(job.id());
            await(job, waiting -> waiting.status() == JobStatus.PAUSED);
        }

        JobView third = await(submit("third", 1, 1), job -> job.status().isTerminal());

        assertThat(third.status()).isEqualTo(JobStatus.SUCCEEDED);
        paused.forEach(job -> jobs.cancel(job.id()));
        paused.forEach(job -> await(job, ended -> ended.status() == JobStatus.CANCELLED));
    }

    @Test
    void whenAProcessDiesItsJobIsRunAgainAndALateWriterIsKeptOut() {
        worker.stop();
        JobView queued = submit("orphaned", 3, 1);
        ClaimedJob dead = claim();
        walk.taken("orphaned").add(0);
        worker.start();

        JobView done = await(queued, job -> job.status().isTerminal());

        assertThat(done.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(walk.taken("orphaned")).containsExactly(0, 1, 2);
        assertThat(lease.beat(dead, Measure.NOTHING, null, "{}", Duration.ofMinutes(1)))
                .isEmpty();
        assertThat(lease.finish(dead, JobLease.Outcome.cancelled())).isFalse();
        assertThat(jobs.get(queued.id())).isEqualTo(done);
    }

    @Test
    void aJobThatKillsItsProcessTimeAndAgainFails() throws InterruptedException {
        worker.stop();
        JobView queued = submit("deadly", 3, 1);
        for (int death = 0; death < 3; death++) {
            claim();
            Thread.sleep(20);
        }
        worker.start();

        JobView failed = await(queued, job -> job.status().isTerminal());

        assertThat(failed.failure()).isNotNull().extracting(JobFailure::code).isEqualTo("job-process-died");
        assertThat(walk.taken("deadly")).isEmpty();
    }

    @Test
    void aStoppingServiceHandsItsJobBackAtOnce() {
        JobView queued = submit("handed back", 50, 20);
        await(queued, job -> job.progress().done() > 3);

        worker.stop();

        assertThat(jobs.get(queued.id()).status()).isEqualTo(JobStatus.QUEUED);
        worker.start();
        assertThat(await(queued, job -> job.status().isTerminal()).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(walk.taken("handed back"))
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void whatAJobShowsIsKeptAndHandedToItsNextRun() {
        JobView queued = submit("shown", 50, 20);
        await(queued, job -> job.details() != null && job.progress().done() > 3);
        worker.stop();
        int left = Objects.requireNonNull(jobs.get(queued.id()).details())
                .get("steps")
                .asInt();

        worker.start();
        JobView done = await(queued, job -> job.status().isTerminal());

        assertThat(queued.details()).isNull();
        assertThat(left).isBetween(4, 49);
        assertThat(String.valueOf(done.details())).isEqualTo("{\"run\":2,\"steps\":50}");
        assertThat(jobs.newest("walk", null, 200, 0))
                .filteredOn(job -> job.id().equals(queued.id()))
                .singleElement()
                .extracting(JobView::details)
                .isNull();
    }

    @Test
    void aWaitingJobIsPausedResumedAndCancelledWithoutRunning() {
        worker.stop();
        JobView queued = submit("never", 1, 1);

        assertThat(jobs.pause(queued.id()).status()).isEqualTo(JobStatus.PAUSED);
        assertThat(jobs.resume(queued.id()).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(jobs.cancel(queued.id()).status()).isEqualTo(JobStatus.CANCELLED);

        worker.start();
        assertThat(walk.taken("never")).isEmpty();
        assertThat(jobs.newest("walk", JobStatus.CANCELLED, 200, 0)).contains(jobs.get(queued.id()));
        assertThat(jobs.count("walk", null)).isGreaterThanOrEqualTo(jobs.count("walk", JobStatus.CANCELLED));
    }

    @Test
    void whatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> jobs.get(UUID.randomUUID())).isInstanceOf(JobNotFound.class);
        assertThatThrownBy(() -> jobs.submit("flight", "plan")).hasMessageContaining("flight");
        assertThat(jobs.newest("flight", null, 10, 0)).isEmpty();
    }

    private JobView submit(String name, int steps, long millisEach) {
        return jobs.submit("walk", new Walk.Plan(name, steps, millisEach, null));
    }

    /** Takes the only waiting job for a process that dies at once: its lease ends within milliseconds. */
    private ClaimedJob claim() {
        return store.claim(UUID.randomUUID(), Set.of("walk"), Duration.ofMillis(10))
                .orElseThrow();
    }

    private JobView await(JobView job, Predicate<JobView> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JobView now = jobs.get(job.id());
        while (!wanted.test(now)) {
            assertThat(Instant.now()).as("waiting for job %s", now).isBefore(end);
            sleep();
            now = jobs.get(job.id());
        }
        return now;
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static Instant started(JobView job) {
        return Objects.requireNonNull(job.startedAt());
    }

    private static Instant finished(JobView job) {
        return Objects.requireNonNull(job.finishedAt());
    }
}
