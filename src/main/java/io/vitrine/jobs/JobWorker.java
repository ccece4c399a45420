package io.vitrine.jobs;

import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import io.vitrine.stages.Stages;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes waiting jobs, runs each on a platform thread of its own, and keeps their leases alive while the service runs. */
@Component
@ConditionalOnRole(Role.WORKER)
class JobWorker implements SmartLifecycle, SpareSlots {

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);

    private final JobStore store;
    private final JobLease lease;
    private final JobHandlers handlers;
    private final JobAttempt attempt;
    private final JobProperties properties;
    private final Stages stages;
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
            JobAttempt attempt,
            JobProperties properties,
            Stages stages,
            JsonMapper json) {
        this.store = store;
        this.lease = lease;
        this.handlers = handlers;
        this.attempt = attempt;
        this.properties = properties;
        this.stages = stages;
        this.json = json;
        this.slots = new Semaphore(properties.concurrency());
    }

    @Override
    public void start() {
        Thread claims = Thread.ofPlatform().daemon().name("jobs-claim").unstarted(this::claimWhileOpen);
        claiming = claims;
        handlers.types().forEach(attempt::expect);
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

    @Override
    public boolean use(Runnable work) {
        if (!isClaiming() || !slots.tryAcquire()) {
            return false;
        }
        try {
            work.run();
        } finally {
            slots.release();
        }
        return true;
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
            launch(new RunningJob(claimed.get(), lease, slots, json, stages));
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
        try {
            attempt.run(job);
        } finally {
            running.remove(job);
            job.leave();
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

    /** False when the thread should end instead. */
    static boolean slept(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
