package io.vitrine.jobs;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a request that started a job: 202, where to follow it, and the job. */
public final class AcceptedJob {

    private AcceptedJob() {}

    public static ResponseEntity<JobView> of(JobView job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/jobs/" + job.id()))
                .body(job);
    }
}
