package io.vitrine.jobs;

import io.vitrine.errors.VitrineException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs a claimed job's handler and says how it ended. */
@Component
class JobExecution {

    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);

    private final JobHandlers handlers;
    private final JsonMapper json;
    private final JobProperties properties;

    JobExecution(JobHandlers handlers, JsonMapper json, JobProperties properties) {
        this.handlers = handlers;
        this.json = json;
        this.properties = properties;
    }

    /** The outcome, or null when this process lets go of a job that has not ended. */
    JobLease.@Nullable Outcome run(RunningJob job) {
        ClaimedJob claim = job.claim();
        if (claim.cancelRequested()) {
            return JobLease.Outcome.cancelled();
        }
        if (claim.deaths() > properties.deaths()) {
            return failed("job-process-died", claim.deaths() + " processes died while they ran this job.");
        }
        try {
            Object result = handle(handlers.of(claim.type()), job);
            RunningJob.Stop stop = job.stop();
            return stop == null ? succeeded(result) : stopped(stop);
        } catch (Throwable problem) {
            RunningJob.Stop stop = job.stop();
            return stop == null ? failed(claim, problem) : stopped(stop);
        }
    }

    private <P> @Nullable Object handle(JobHandler<P> handler, RunningJob job) throws Exception {
        return handler.run(json.readValue(job.claim().plan(), handler.planType()), job);
    }

    private JobLease.Outcome succeeded(@Nullable Object result) {
        return JobLease.Outcome.succeeded(result == null ? null : json.writeValueAsString(result));
    }

    private static JobLease.@Nullable Outcome stopped(RunningJob.Stop stop) {
        return switch (stop) {
            case CANCELLED -> JobLease.Outcome.cancelled();
            case RELEASED, LOST -> null;
        };
    }

    private JobLease.Outcome failed(ClaimedJob claim, Throwable problem) {
        if (problem instanceof VitrineException foreseen) {
            LOG.warn("Job {} ({}) failed: {}", claim.id(), claim.type(), foreseen.getMessage());
            return failed(foreseen.code(), String.valueOf(foreseen.getMessage()));
        }
        LOG.error("Job {} ({}) failed", claim.id(), claim.type(), problem);
        return failed("internal", describe(problem));
    }

    private JobLease.Outcome failed(String code, String message) {
        return JobLease.Outcome.failed(json.writeValueAsString(new JobFailure(code, message.replace("\0", ""))));
    }

    /** The message, unless it may hold a statement of the database. */
    private static String describe(Throwable problem) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(problem);
        if (problem instanceof DataAccessException || root instanceof SQLException) {
            return "The database refused or could not be reached; the log says more.";
        }
        return problem.getMessage() == null
                ? problem.getClass().getSimpleName()
                : problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }
}
