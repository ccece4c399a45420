package io.vitrine.evaluation;

import io.vitrine.catalogue.Products;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.jobs.AcceptedJob;
import io.vitrine.jobs.JobView;
import io.vitrine.jobs.Jobs;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.search.IndexedVectors;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts evaluations and shows their reports. */
@RestController
@RequestMapping("/api/evaluations")
class EvaluationController {

    private static final int MOST_LISTED = 100;
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Jobs jobs;
    private final Models models;
    private final Products products;
    private final IndexedVectors vectors;
    private final EvaluationStore store;

    EvaluationController(Jobs jobs, Models models, Products products, IndexedVectors vectors, EvaluationStore store) {
        this.jobs = jobs;
        this.models = models;
        this.products = products;
        this.vectors = vectors;
        this.store = store;
    }

    /**
     * @param model the active one when left out
     * @param catalogue the default one when left out
     * @param protocols {@code paper} and {@code text-to-image}; both when left out
     * @param split {@code test} (when left out), {@code validation} or {@code both}
     */
    record EvaluationRequest(
            @Nullable String model,
            @Nullable String catalogue,
            @Nullable List<@Nullable String> protocols,
            @Nullable String split) {}

    /** The newest first. */
    record EvaluationList(List<EvaluationReport> items, int total) {}

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobView> evaluate(@RequestBody EvaluationRequest request) {
        ModelView model = model(request.model());
        SplitDefinition.of(model);
        EvaluationPlan plan = new EvaluationPlan(
                model.name(), catalogue(request.catalogue()), protocols(request.protocols()), split(request.split()));
        vectors.require(plan.model(), plan.catalogue());
        return AcceptedJob.of(jobs.submit(EvaluationJob.TYPE, plan));
    }

    @GetMapping
    EvaluationList newest() {
        return new EvaluationList(store.newest(MOST_LISTED), store.count());
    }

    @GetMapping(value = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    EvaluationReport report(@PathVariable UUID id) {
        return store.find(id).orElseThrow(() -> new EvaluationNotFound(id));
    }

    @GetMapping(value = "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable UUID id) {
        return ResponseEntity.ok().contentType(HTML).body(ReportPage.of(report(id)));
    }

    private ModelView model(@Nullable String name) {
        if (name != null) {
            return models.get(name);
        }
        return models.active().orElseThrow(() -> new InvalidRequest("model", "must be named, because none is active"));
    }

    private String catalogue(@Nullable String name) {
        String catalogue = name == null ? products.defaultCatalogue() : name;
        if (!products.exists(catalogue)) {
            throw new InvalidRequest("catalogue", "names no catalogue that has products");
        }
        return catalogue;
    }

    private static Set<Protocol> protocols(@Nullable List<@Nullable String> names) {
        if (names == null) {
            return EnumSet.allOf(Protocol.class);
        }
        EnumSet<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        for (String name : names) {
            protocols.add(Protocol.named(String.valueOf(name))
                    .orElseThrow(() -> new InvalidRequest("protocols", "must be of 'paper' and 'text-to-image'")));
        }
        if (protocols.isEmpty()) {
            throw new InvalidRequest("protocols", "must name at least one of 'paper' and 'text-to-image'");
        }
        return protocols;
    }

    private static HeldOut split(@Nullable String name) {
        if (name == null) {
            return HeldOut.TEST;
        }
        return HeldOut.named(name)
                .orElseThrow(() -> new InvalidRequest("split", "must be 'test', 'validation' or 'both'"));
    }
}
