package io.vitrine.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Submits long work and steers it; any replica may run it. */
@Service
public class Jobs {

    private final JobStore store;
    private final JobHandlers handlers;
    private final JsonMapper json;

    Jobs(JobStore store, JobHandlers handlers, JsonMapper json) {
        this.store = store;
        this.handlers = handlers;
        this.json = json;
    }

    /**
     * Queues a job and returns it as it waits; it takes part in the caller's transaction.
     *
     * @throws JobConflict when an unfinished job of the type has the plan's conflict key
     */
    public JobView submit(String type, Object plan) {
        String key = conflictKey(handlers.of(type), plan);
        return store.add(UUID.randomUUID(), type, key, json.writeValueAsString(plan))
                .orElseThrow(() -> JobConflict.alreadyUnfinished(type, String.valueOf(key)));
    }

    /** @throws JobNotFound when there is no such job */
    public JobView get(UUID id) {
        return find(id).orElseThrow(() -> new JobNotFound(id));
    }

    public Optional<JobView> find(UUID id) {
        return store.find(id);
    }

    /** The newest first, without their details; null filters nothing. */
    public List<JobView> newest(@Nullable String type, @Nullable JobStatus status, int limit, int offset) {
        return store.newest(type, status, limit, offset);
    }

    public long count(@Nullable String type, @Nullable JobStatus status) {
        return store.count(type, status);
    }

    /**
     * Ends a job: at once while no process runs it, else at its next checkpoint.
     *
     * @throws JobConflict when it has succeeded or failed
     */
    @Transactional
    public JobView cancel(UUID id) {
        JobStore.HeldJob found = lock(id);
        if (found.job().status() == JobStatus.CANCELLED) {
            return found.job();
        }
        refuseFinished(found.job(), "cancelled");
        store.requestCancel(id);
        if (!found.held()) {
            store.move(found.job(), JobStatus.CANCELLED);
        }
        return get(id);
    }

    /**
     * Holds a job back: at once while it waits, else from its next checkpoint on.
     *
     * @throws JobConflict when it has finished
     */
    @Transactional
    public JobView pause(UUID id) {
        JobView job = lock(id).job();
        refuseFinished(job, "paused");
        switch (job.status()) {
            case QUEUED -> store.move(job, JobStatus.PAUSED);
            case RUNNING -> store.requestPause(id, true);
            case PAUSED, SUCCEEDED, FAILED, CANCELLED -> {}
        }
        return get(id);
    }

    /**
     * Lets a paused job go on: where it waits, or from the start when its process is gone.
     *
     * @throws JobConflict when it has finished
     */
    @Transactional
    public JobView resume(UUID id) {
        JobStore.HeldJob found = lock(id);
        refuseFinished(found.job(), "resumed");
        switch (found.job().status()) {
            case PAUSED -> store.move(found.job(), found.held() ? JobStatus.RUNNING : JobStatus.QUEUED);
            case RUNNING -> store.requestPause(id, false);
            case QUEUED, SUCCEEDED, FAILED, CANCELLED -> {}
        }
        return get(id);
    }

    private JobStore.HeldJob lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new JobNotFound(id));
    }

    private static void refuseFinished(JobView job, String wish) {
        if (job.status().isTerminal()) {
            throw JobConflict.finished(job, wish);
        }
    }

    private static <P> @Nullable String conflictKey(JobHandler<P> handler, Object plan) {
        return handler.conflictKey(handler.planType().cast(plan));
    }
}
