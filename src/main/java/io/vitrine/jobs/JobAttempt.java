package io.vitrine.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vitrine.stages.Stages;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** One attempt at a job from its start to its row: a trace of its own, and every line of the log names the job. */
@Component
class JobAttempt {

    private static final Logger LOG = LoggerFactory.getLogger(JobAttempt.class);
    private static final int FINISHING_TRIES = 5;
    private static final String RELEASED = "RELEASED";

    private final JobExecution execution;
    private final JobLease lease;
    private final JobProperties properties;
    private final MeterRegistry meters;
    private final Stages stages;

    JobAttempt(JobExecution execution, JobLease lease, JobProperties properties, MeterRegistry meters, Stages stages) {
        this.execution = execution;
        this.lease = lease;
        this.properties = properties;
        this.meters = meters;
        this.stages = stages;
    }

    /** Begins the counts of this type's jobs at zero, for an increase shows only from the second value that is scraped. */
    void expect(String type) {
        for (JobStatus status : JobStatus.values()) {
            if (status.isTerminal()) {
                duration(type, status.name());
            }
        }
        duration(type, RELEASED);
    }

    void run(RunningJob job) {
        ClaimedJob claim = job.claim();
        try (MDC.MDCCloseable ignored = MDC.putCloseable("job", claim.id().toString());
                MDC.MDCCloseable ignoredToo = MDC.putCloseable("jobType", claim.type())) {
            stages.run("job " + claim.type(), ending -> duration(claim.type(), ending), () -> observed(job));
        }
    }

    private String observed(RunningJob job) {
        ClaimedJob claim = job.claim();
        stages.note("job", claim.id().toString());
        LOG.info("Job {} ({}) starts, attempt {}", claim.id(), claim.type(), claim.attempt());
        JobLease.Outcome outcome = execution.run(job);
        job.endPhase();
        settle(job, outcome);
        String ending = outcome == null ? RELEASED : outcome.status().name();
        LOG.info("Job {} ({}) ends: {}", claim.id(), claim.type(), ending);
        stages.note("outcome", ending.toLowerCase(Locale.ROOT));
        return ending;
    }

    private Timer duration(String type, String ending) {
        return Timer.builder("vitrine.job.duration")
                .description("How long an attempt at a job ran")
                .tag("type", type)
                .tag("outcome", ending.toLowerCase(Locale.ROOT))
                .register(meters);
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
                if (attempt == FINISHING_TRIES || !JobWorker.slept(Duration.ofSeconds(attempt))) {
                    return;
                }
            }
        }
    }
}
