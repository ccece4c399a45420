package io.vitrine.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of jobs as callers see it: adding, reading, and moving one from status to status. */
@Repository
class JobStore {

    private static final String MATCHING = " where (cast(:type as text) is null or type = :type)"
            + " and (cast(:status as text) is null or status = :status) ";

    private final JdbcClient jdbc;
    private final JobRow row;
    private final JobRow brief;

    JobStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = new JobRow(json, true);
        this.brief = new JobRow(json, false);
    }

    /** Adds a waiting job; empty when an unfinished one of the type has the key. */
    Optional<JobView> add(UUID id, String type, @Nullable String conflictKey, String plan) {
        return jdbc.sql("""
                        insert into job (id, type, conflict_key, status, plan)
                        values (:id, :type, :key, 'QUEUED', cast(:plan as jsonb)) on conflict do nothing returning *""")
                .param("id", id)
                .param("type", type)
                .param("key", conflictKey)
                .param("plan", plan)
                .query(row)
                .optional();
    }

    Optional<JobView> find(UUID id) {
        return jdbc.sql("select * from job where id = :id")
                .param("id", id)
                .query(row)
                .optional();
    }

    /** The newest first, without details; null filters nothing. */
    List<JobView> newest(@Nullable String type, @Nullable JobStatus status, int limit, int offset) {
        return matching("select *", type, status, "order by created_at desc, id limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(brief)
                .list();
    }

    long count(@Nullable String type, @Nullable JobStatus status) {
        return matching("select count(*)", type, status, "").query(Long.class).single();
    }

    List<StatusCount> counts() {
        return jdbc.sql("select type, status, count(*) as jobs from job group by type, status")
                .query((result, number) -> new StatusCount(
                        result.getString("type"),
                        JobStatus.valueOf(result.getString("status")),
                        result.getLong("jobs")))
                .list();
    }

    /** Reads a job and locks its row until the transaction ends, with whether a live process holds it. */
    Optional<HeldJob> lock(UUID id) {
        return jdbc.sql("select *, coalesce(lease_until > now(), false) as held from job where id = :id for update")
                .param("id", id)
                .query((result, number) -> new HeldJob(row.mapRow(result, number), result.getBoolean("held")))
                .optional();
    }

    /** Moves a locked job that no live process holds; ending it stamps the time. */
    void move(JobView job, JobStatus next) {
        if (!job.status().mayBecome(next)) {
            throw new IllegalStateException("A job may not go from " + job.status() + " to " + next);
        }
        jdbc.sql("""
                update job set status = :status, pause_requested = false,
                    finished_at = case when :finished then now() end where id = :id""")
                .param("id", job.id())
                .param("status", next.name())
                .param("finished", next.isTerminal())
                .update();
    }

    void requestCancel(UUID id) {
        jdbc.sql("update job set cancel_requested = true where id = :id")
                .param("id", id)
                .update();
    }

    void requestPause(UUID id, boolean wanted) {
        jdbc.sql("update job set pause_requested = :wanted where id = :id")
                .param("id", id)
                .param("wanted", wanted)
                .update();
    }

    /** Takes the oldest job that waits, or whose process has died. */
    Optional<ClaimedJob> claim(UUID worker, Collection<String> types, Duration lease) {
        return jdbc.sql("""
                        update job set status = 'RUNNING', worker = :worker, attempt = attempt + 1,
                            deaths = deaths + case status when 'RUNNING' then 1 else 0 end,
                            lease_until = now() + make_interval(secs => :lease), started_at = coalesce(started_at, now())
                        where id = (
                            select id from job
                            where (status = 'QUEUED' or (status = 'RUNNING' and lease_until < now())) and type in (:types)
                            order by created_at limit 1 for update skip locked)
                        returning id, type, plan, details, attempt, deaths, cancel_requested""")
                .param("worker", worker)
                .param("types", types)
                .param("lease", lease.toMillis() / 1000.0)
                .query((result, number) -> new ClaimedJob(
                        result.getObject("id", UUID.class),
                        result.getString("type"),
                        result.getString("plan"),
                        result.getString("details"),
                        worker,
                        result.getInt("attempt"),
                        result.getInt("deaths"),
                        result.getBoolean("cancel_requested")))
                .optional();
    }

    private JdbcClient.StatementSpec matching(
            String select, @Nullable String type, @Nullable JobStatus status, String rest) {
        return jdbc.sql(select + " from job" + MATCHING + rest)
                .param("type", type)
                .param("status", status == null ? null : status.name());
    }

    /** A job and whether a live process holds it. */
    record HeldJob(JobView job, boolean held) {}

    /** How many jobs of a type are in a status. */
    record StatusCount(String type, JobStatus status, long jobs) {}
}
