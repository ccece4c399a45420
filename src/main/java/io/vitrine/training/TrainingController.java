package io.vitrine.training;

import io.vitrine.jobs.AcceptedJob;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.learning.TrainingPlan;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Starts trainings. */
@RestController
@RequestMapping(path = "/api/training-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
class TrainingController {

    private final TrainingRequests requests;
    private final Jobs jobs;
    private final Architectures architectures;

    TrainingController(TrainingRequests requests, Jobs jobs, Architectures architectures) {
        this.requests = requests;
        this.jobs = jobs;
        this.architectures = architectures;
    }

    /** Takes the fields of the plan, and {@code name}, {@code catalogue} and {@code startFrom}; each may be left out. */
    @PostMapping
    ResponseEntity<JobView> train(@RequestBody ObjectNode request) {
        return AcceptedJob.of(jobs.submit(TrainingJob.TYPE, requests.order(request)));
    }

    @GetMapping("/defaults")
    TrainingPlan defaults() {
        return requests.defaults();
    }

    /** What a plan may name as its {@code encoder}. */
    @GetMapping("/encoders")
    EncoderList encoders() {
        return new EncoderList(architectures.all(), architectures.all().size());
    }

    /** All architectures, by name. */
    record EncoderList(List<Architectures.Architecture> items, int total) {}
}
