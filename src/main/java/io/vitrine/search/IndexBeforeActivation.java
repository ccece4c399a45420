package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import io.vitrine.models.ActivationGuard;
import io.vitrine.models.ActivationPlan;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Embeds every catalogue with a version before it may answer searches. */
@Component
@Order(0)
final class IndexBeforeActivation implements ActivationGuard {

    private final Catalogues catalogues;
    private final Indexer indexer;

    IndexBeforeActivation(Catalogues catalogues, Indexer indexer) {
        this.catalogues = catalogues;
        this.indexer = indexer;
    }

    @Override
    public Map<String, Object> prepare(ActivationPlan plan, JobContext job) {
        for (String catalogue : catalogues.withProducts()) {
            indexer.index(plan.model(), catalogue, job);
        }
        return Map.of();
    }
}
