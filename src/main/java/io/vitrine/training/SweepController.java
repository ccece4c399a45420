package io.vitrine.training;

import io.vitrine.jobs.AcceptedJob;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts searches for a better plan. */
@RestController
@RequestMapping(path = "/api/training-sweeps", produces = MediaType.APPLICATION_JSON_VALUE)
class SweepController {

    private final SweepRequests requests;
    private final Jobs jobs;

    SweepController(SweepRequests requests, Jobs jobs) {
        this.requests = requests;
        this.jobs = jobs;
    }

    /** Trains several plans against one another, and registers the best one's model under the plan's {@code name}. */
    @PostMapping
    ResponseEntity<JobView> sweep(@RequestBody SweepRequest request) {
        return AcceptedJob.of(jobs.submit(SweepJob.TYPE, requests.order(request)));
    }
}
