package io.vitrine.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of the table as a job's view, with or without what the job shows of its own kind. */
record JobRow(JsonMapper json, boolean withDetails) implements RowMapper<JobView> {

    @Override
    public JobView mapRow(ResultSet row, int number) throws SQLException {
        JobStatus status = JobStatus.valueOf(row.getString("status"));
        String plan = row.getString("plan");
        return new JobView(
                row.getObject("id", UUID.class),
                row.getString("type"),
                status,
                progress(row, status),
                json.readTree(plan),
                withDetails ? tree(row.getString("details")) : null,
                tree(row.getString("result")),
                failure(row.getString("failure")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("started_at", OffsetDateTime.class)),
                instant(row.getObject("finished_at", OffsetDateTime.class)));
    }

    private static JobProgress progress(ResultSet row, JobStatus status) throws SQLException {
        long done = row.getLong("done");
        Long total = row.getObject("total", Long.class);
        Double rate = status == JobStatus.RUNNING ? row.getObject("units_per_second", Double.class) : null;
        return new JobProgress(
                done, total, row.getString("unit"), row.getString("phase"), Measure.secondsLeft(done, total, rate));
    }

    private @Nullable JsonNode tree(@Nullable String stored) {
        return stored == null ? null : json.readTree(stored);
    }

    private @Nullable JobFailure failure(@Nullable String stored) {
        return stored == null ? null : json.readValue(stored, JobFailure.class);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
