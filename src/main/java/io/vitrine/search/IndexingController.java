package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.jobs.AcceptedJob;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts indexing. */
@RestController
class IndexingController {

    private final Jobs jobs;
    private final Models models;
    private final Products products;

    IndexingController(Jobs jobs, Models models, Products products) {
        this.jobs = jobs;
        this.models = models;
        this.products = products;
    }

    /**
     * @param model the active one when left out
     * @param catalogue the default one when left out
     */
    record IndexingRequest(@Nullable String model, @Nullable String catalogue) {}

    @PostMapping(path = "/api/indexing-jobs", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobView> index(@RequestBody IndexingRequest request) {
        IndexingPlan plan = new IndexingPlan(model(request.model()), catalogue(request.catalogue()));
        return AcceptedJob.of(jobs.submit(IndexingJob.TYPE, plan));
    }

    private String model(@Nullable String name) {
        if (name == null) {
            return models.active()
                    .map(ModelView::name)
                    .orElseThrow(() -> new InvalidRequest("model", "must be named, because none is active"));
        }
        return models.get(name).name();
    }

    private String catalogue(@Nullable String name) {
        String catalogue = name == null ? products.defaultCatalogue() : name;
        if (!products.exists(catalogue)) {
            throw new InvalidRequest("catalogue", "names no catalogue that has products");
        }
        return catalogue;
    }
}
