package io.vitrine.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes waiting jobs, runs each on a platform thread of its own, and keeps their leases alive while the service runs. */
@Component
@ConditionalOnRole(Role.WORKER)
class JobWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final int FINISHING_TRIES = 5;

    private final JobStore store;
    private final JobLease lease;
    private final JobHandlers handlers;
    private final JobExecution execution;
    private final JobProperties properties;
    private final MeterRegistry meters;
    private final JsonMapper json;
    private final UUID worker = UUID.randomUUID();
    private final Semaphore slots;
    private final Map<RunningJob, Thread> running = new ConcurrentHashMap<>();
    private volatile @Nullable Thread claiming;
    private volatile boolean answered;

    JobWorker(
            JobStore store,
            JobLease lease,
            JobHandlers handlers,
            JobExecution execution,
            JobProperties properties,
            MeterRegistry meters,
            JsonMapper json) {
        this.store = store;
        this.lease = lease;
        this.handlers = handlers;
        this.execution = execution;
        this.properties = properties;
        this.meters = meters;
        this.json = json;
        this.slots = new Semaphore(properties.concurrency());
    }

    @Override
    public void start() {
        Thread claims = Thread.ofPlatform().daemon().name("jobs-claim").unstarted(this::claimWhileOpen);
        claiming = claims;
        if (!handlers.types().isEmpty()) {
            claims.start();
            Thread.ofPlatform().daemon().name("jobs-heartbeat").start(() -> beatWhileOpen(claims));
        }
    }

    /** Lets running jobs reach a checkpoint; those that do wait for another process, the rest until their lease ends. */
    @Override
    public void stop() {
        claiming = null;
        running.keySet().forEach(job -> job.end(RunningJob.Stop.RELEASED));
        if (!emptyWithin(properties.patience())) {
            running.values().forEach(Thread::interrupt);
            emptyWithin(Duration.ofSeconds(1));
        }
    }

    @Override
    public boolean isRunning() {
        return claiming != null;
    }

    /** Whether it asks for jobs, and the database answered the last time. */
    boolean isClaiming() {
        Thread claims = claiming;
        return claims != null && claims.isAlive() && answered;
    }

    private void claimWhileOpen() {
        while (claiming == Thread.currentThread()) {
            try {
                if (slots.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    claimOne();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void claimOne() throws InterruptedException {
        Optional<ClaimedJob> claimed = Optional.empty();
        try {
            claimed = store.claim(worker, handlers.types(), properties.lease());
            answered = true;
        } catch (RuntimeException failure) {
            answered = false;
            LOG.warn("No job could be claimed", failure);
        }
        if (claimed.isPresent()) {
            launch(new RunningJob(claimed.get(), lease, slots, json));
        } else {
            slots.release();
            Thread.sleep(properties.poll());
        }
    }

    private void launch(RunningJob job) {
        ClaimedJob claim = job.claim();
        Thread thread = Thread.ofPlatform()
                .name("job-" + claim.type() + "-" + claim.id().toString().substring(0, 8))
                .unstarted(() -> run(job));
        running.put(job, thread);
        if (claiming == null) {
            job.end(RunningJob.Stop.RELEASED);
        }
        thread.start();
    }

    private void run(RunningJob job) {
        ClaimedJob claim = job.claim();
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", claim.id().toString())) {
            LOG.info("Job {} ({}) starts, attempt {}", claim.id(), claim.type(), claim.attempt());
            Timer.Sample sample = Timer.start(meters);
            JobLease.Outcome outcome = execution.run(job);
            settle(job, outcome);
            String ending = outcome == null ? "RELEASED" : outcome.status().name();
            sample.stop(Timer.builder("vitrine.job.duration")
                    .description("How long an attempt at a job ran")
                    .tag("type", claim.type())
                    .tag("outcome", ending.toLowerCase(Locale.ROOT))
                    .register(meters));
            LOG.info("Job {} ({}) ends: {}", claim.id(), claim.type(), ending);
        } finally {
            running.remove(job);
            job.leave();
        }
    }

    /** Writes how the job ended, patiently: an outage of the database should not cost the work. */
    private void settle(RunningJob job, JobLease.@Nullable Outcome outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                job.beat(properties.lease());
                if (outcome == null) {
                    lease.release(job.claim());
                } else if (!lease.finish(job.claim(), outcome)) {
                    LOG.warn("Job {} was taken over by another process", job.jobId());
                }
                return;
            } catch (RuntimeException failure) {
                LOG.warn("Job {} could not be settled, attempt {}", job.jobId(), attempt, failure);
                if (attempt == FINISHING_TRIES || !slept(Duration.ofSeconds(attempt))) {
                    return;
                }
            }
        }
    }

    private void beatWhileOpen(Thread claims) {
        while (claiming == claims || !running.isEmpty()) {
            for (RunningJob job : running.keySet()) {
                try {
                    job.beat(properties.lease());
                } catch (RuntimeException failure) {
                    LOG.warn("The heartbeat of job {} failed", job.jobId(), failure);
                }
            }
            if (!slept(properties.heartbeat())) {
                return;
            }
        }
    }

    private boolean emptyWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!running.isEmpty() && System.nanoTime() < end && slept(Duration.ofMillis(20))) {
            Thread.onSpinWait();
        }
        return running.isEmpty();
    }

    private static boolean slept(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
