package io.vitrine.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows jobs and steers them. */
@RestController
@RequestMapping(path = "/api/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
class JobController {

    private final Jobs jobs;
    private final JobEvents events;

    JobController(Jobs jobs, JobEvents events) {
        this.jobs = jobs;
        this.events = events;
    }

    @GetMapping
    JobPage newest(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable JobStatus status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return new JobPage(jobs.newest(type, status, limit, offset), jobs.count(type, status));
    }

    @GetMapping("/{id}")
    JobView get(@PathVariable UUID id) {
        return jobs.get(id);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@PathVariable UUID id) {
        return events.follow(jobs.get(id));
    }

    @PostMapping("/{id}/cancel")
    JobView cancel(@PathVariable UUID id) {
        return jobs.cancel(id);
    }

    @PostMapping("/{id}/pause")
    JobView pause(@PathVariable UUID id) {
        return jobs.pause(id);
    }

    @PostMapping("/{id}/resume")
    JobView resume(@PathVariable UUID id) {
        return jobs.resume(id);
    }

    /** Some jobs, and how many there are. */
    record JobPage(List<JobView> items, long total) {}
}
