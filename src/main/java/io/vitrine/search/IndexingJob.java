package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import org.springframework.stereotype.Component;

/** Indexing as a job. */
@Component
final class IndexingJob implements JobHandler<IndexingPlan> {

    static final String TYPE = "indexing";

    private final Indexer indexer;

    IndexingJob(Indexer indexer) {
        this.indexer = indexer;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<IndexingPlan> planType() {
        return IndexingPlan.class;
    }

    @Override
    public String conflictKey(IndexingPlan plan) {
        return plan.model() + " " + plan.catalogue();
    }

    @Override
    public IndexingReport run(IndexingPlan plan, JobContext job) {
        return indexer.index(plan.model(), plan.catalogue(), job);
    }
}
