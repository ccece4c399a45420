package io.vitrine.models;

import io.vitrine.jobs.AcceptedJob;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The registry over HTTP. */
@RestController
@RequestMapping(path = "/api/models", produces = MediaType.APPLICATION_JSON_VALUE)
class ModelController {

    private final Models models;
    private final Jobs jobs;

    ModelController(Models models, Jobs jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    @GetMapping
    ModelList all() {
        List<ModelView> all = models.all();
        return new ModelList(all, all.size());
    }

    @GetMapping("/{name}")
    ModelView one(@PathVariable String name) {
        return models.get(name);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        models.delete(name);
    }

    @PostMapping("/{name}/activation")
    ResponseEntity<JobView> activate(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable ActivationRequest request,
            Principal caller) {
        models.get(name);
        boolean forced = request != null && Boolean.TRUE.equals(request.force());
        return AcceptedJob.of(
                jobs.submit(ActivationJob.TYPE, new ActivationPlan(name, forced ? caller.getName() : null)));
    }

    /** All versions. */
    record ModelList(List<ModelView> items, int total) {}

    /** @param force whether the version shall answer even if it is worse than the live one; not when left out */
    record ActivationRequest(@Nullable Boolean force) {}
}
