package io.vitrine.jobs;

import io.micrometer.observation.Observation;
import io.vitrine.stages.Stages;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A job in this process: the handler's thread writes progress and asks at checkpoints, the heartbeat carries both ways. */
final class RunningJob implements JobContext {

    /** Why a job ends without its handler having finished. */
    enum Stop {
        CANCELLED,
        RELEASED,
        LOST
    }

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final ClaimedJob claim;
    private final JobLease lease;
    private final Semaphore slots;
    private final JsonMapper json;
    private final Stages stages;
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private Measure measure = Measure.NOTHING;
    private @Nullable Observation stage;
    private volatile boolean pauseWanted;
    private final AtomicReference<@Nullable String> unwritten = new AtomicReference<>();
    private boolean holdsSlot = true;

    RunningJob(ClaimedJob claim, JobLease lease, Semaphore slots, JsonMapper json, Stages stages) {
        this.claim = claim;
        this.lease = lease;
        this.slots = slots;
        this.json = json;
        this.stages = stages;
    }

    ClaimedJob claim() {
        return claim;
    }

    @Nullable
    Stop stop() {
        return stop.get();
    }

    @Override
    public UUID jobId() {
        return claim.id();
    }

    @Override
    public void phase(String phase, String unit, long total) {
        phase(phase, unit, total, 0);
    }

    @Override
    public void phase(String phase, String unit, long total, long alreadyDone) {
        endPhase();
        stage = stages.start(phase, stages.current());
        measure(new Measure(phase, unit, total, alreadyDone, alreadyDone, System.nanoTime()));
    }

    /** Ends the phase that was opened last; on the handler's thread. */
    void endPhase() {
        if (stage != null) {
            stage.stop();
            stage = null;
        }
    }

    @Override
    public synchronized void advanced(long done) {
        measure(measure.advancedTo(done));
    }

    @Override
    public void show(Object details) {
        unwritten.set(json.writeValueAsString(details));
    }

    @Override
    public <T> Optional<T> shownBefore(Class<T> type) {
        return Optional.ofNullable(claim.details()).map(stored -> json.readValue(stored, type));
    }

    @Override
    public void checkpoint() {
        stopIfAsked();
        if (pauseWanted) {
            waitWhilePaused();
        }
    }

    /** Writes progress and what the job shows, renews the lease, and notes what the row asks for; on the heartbeat's thread. */
    void beat(Duration length) {
        Measure now = measure();
        String details = unwritten.get();
        Optional<Signals> signals = lease.beat(claim, now, now.rate(System.nanoTime()), details, length);
        unwritten.compareAndSet(details, null);
        signals.ifPresentOrElse(this::heed, () -> end(Stop.LOST));
    }

    /** Asks the handler to unwind at its next checkpoint; the first reason stands. */
    void end(Stop reason) {
        stop.compareAndSet(null, reason);
    }

    /** Gives the place among the running back; once, and only by the thread that runs the job. */
    void leave() {
        if (holdsSlot) {
            holdsSlot = false;
            slots.release();
        }
    }

    private synchronized Measure measure() {
        return measure;
    }

    private synchronized void measure(Measure next) {
        measure = next;
    }

    private void heed(Signals signals) {
        pauseWanted = signals.pauseRequested();
        if (signals.cancelRequested()) {
            end(Stop.CANCELLED);
        }
    }

    private void stopIfAsked() {
        Stop reason = stop.get();
        if (reason != null) {
            throw new JobStopped("Job " + claim.id() + " ends: " + reason);
        }
    }

    private void waitWhilePaused() {
        lease.pause(claim);
        leave();
        try {
            while (pauseWanted) {
                stopIfAsked();
                Thread.sleep(GLANCE);
            }
            while (!holdsSlot) {
                stopIfAsked();
                holdsSlot = slots.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(Stop.RELEASED);
            stopIfAsked();
        }
        measure(measure().restartedAt(System.nanoTime()));
    }
}
