package io.vitrine.jobs;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a holder writes to its job; each write does nothing once another process has taken the job over. */
@Repository
class JobLease {

    private static final String MINE =
            " where id = :id and worker = :worker and attempt = :attempt" + " and status in ('RUNNING', 'PAUSED')";

    private final JdbcClient jdbc;

    JobLease(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Renews the lease, writes the progress, and the details unless they are null; empty when the job is no longer this holder's. */
    Optional<Signals> beat(
            ClaimedJob job, Measure measure, @Nullable Double rate, @Nullable String details, Duration lease) {
        return mine(job, """
                        update job set lease_until = now() + make_interval(secs => :lease), phase = :phase, unit = :unit,
                            done = :done, total = :total, units_per_second = :rate,
                            details = coalesce(cast(:details as jsonb), details)""", " returning status, cancel_requested, pause_requested")
                .param("lease", lease.toMillis() / 1000.0)
                .param("phase", measure.phase())
                .param("unit", measure.unit())
                .param("done", measure.done())
                .param("total", measure.total() > 0 ? measure.total() : null)
                .param("rate", rate)
                .param("details", details)
                .query((row, number) -> new Signals(
                        JobStatus.valueOf(row.getString("status")),
                        row.getBoolean("cancel_requested"),
                        row.getBoolean("pause_requested")))
                .optional();
    }

    /** Says that the holder waits at a checkpoint, unless the wish to pause was withdrawn meanwhile. */
    void pause(ClaimedJob job) {
        mine(job, "update job set status = 'PAUSED'", " and pause_requested and status = 'RUNNING'")
                .update();
    }

    /** Lets go of an unfinished job; a running one waits again for any process, a paused one for its resume. */
    void release(ClaimedJob job) {
        mine(job, """
                update job set worker = null, lease_until = null,
                    status = case status when 'RUNNING' then 'QUEUED' else status end""", "").update();
    }

    /** Ends the job; false when it was no longer this holder's. */
    boolean finish(ClaimedJob job, Outcome outcome) {
        return mine(job, """
                        update job set status = :status, result = cast(:result as jsonb), failure = cast(:failure as jsonb),
                            worker = null, lease_until = null, pause_requested = false, finished_at = now()""", "")
                        .param("status", outcome.status().name())
                        .param("result", outcome.result())
                        .param("failure", outcome.failure())
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec mine(ClaimedJob job, String update, String rest) {
        return jdbc.sql(update + MINE + rest)
                .param("id", job.id())
                .param("worker", job.worker())
                .param("attempt", job.attempt());
    }

    /** How a job ended: its terminal status, and its result or failure as JSON. */
    record Outcome(
            JobStatus status,
            @Nullable String result,
            @Nullable String failure) {

        Outcome {
            if (!status.isTerminal()) {
                throw new IllegalArgumentException(status + " ends no job");
            }
        }

        static Outcome succeeded(@Nullable String result) {
            return new Outcome(JobStatus.SUCCEEDED, result, null);
        }

        static Outcome failed(String failure) {
            return new Outcome(JobStatus.FAILED, null, failure);
        }

        static Outcome cancelled() {
            return new Outcome(JobStatus.CANCELLED, null, null);
        }
    }
}
