package io.vitrine.evaluation;

import io.vitrine.catalogue.Products;
import io.vitrine.evaluation.EvaluationReport.HeldOutNames;
import io.vitrine.evaluation.EvaluationReport.Paper;
import io.vitrine.jobs.JobContext;
import io.vitrine.jobs.JobHandler;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import io.vitrine.models.Models;
import io.vitrine.search.IndexRecall;
import io.vitrine.search.IndexedVectors;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Evaluation as a job. */
@Component
final class EvaluationJob implements JobHandler<EvaluationPlan> {

    static final String TYPE = "evaluation";

    /** At which the approximate index is held against the exact ranking. */
    private static final int CUT_OFF = 10;

    private static final List<String> NOTES = List.of(
            "Whether a product is held out follows from its name, its picture and the seed of the model's split; of a"
                    + " catalogue the model was not trained on, the held-out part is a sample like any other.",
            "Ranks are expected ranks: what scores the same counts half. Recall is the share of relevant pictures"
                    + " found, so it stays below 1 where a name has more products than the cut-off.");

    private final Models models;
    private final ActiveModel leases;
    private final Products products;
    private final IndexedVectors vectors;
    private final IndexRecall indexRecall;
    private final EvaluationStore store;

    EvaluationJob(
            Models models,
            ActiveModel leases,
            Products products,
            IndexedVectors vectors,
            IndexRecall indexRecall,
            EvaluationStore store) {
        this.models = models;
        this.leases = leases;
        this.products = products;
        this.vectors = vectors;
        this.indexRecall = indexRecall;
        this.store = store;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<EvaluationPlan> planType() {
        return EvaluationPlan.class;
    }

    @Override
    public EvaluationReport run(EvaluationPlan plan, JobContext job) {
        job.phase("reading vectors", "products", 0);
        SplitDefinition split = SplitDefinition.of(models.get(plan.model()));
        EvaluationData data =
                EvaluationData.of(products, plan.catalogue(), vectors.of(plan.model(), plan.catalogue()), split);
        EvaluationReport report = leases.lease(plan.model(), model -> measure(plan, split, data, model, job));
        store.put(report);
        return report;
    }

    private EvaluationReport measure(
            EvaluationPlan plan, SplitDefinition split, EvaluationData data, LoadedModel model, JobContext job) {
        long start = System.nanoTime();
        int[] heldOut = data.heldOut(plan.split());
        Measurement measurement = new Measurement(model, data, heldOut, job);
        HeldOutNames textToImage = plan.protocols().contains(Protocol.TEXT_TO_IMAGE)
                ? measurement.textToImage(
                        split.seed(), queries -> indexRecall.of(plan.model(), plan.catalogue(), queries, CUT_OFF))
                : null;
        Paper paper = plan.protocols().contains(Protocol.PAPER) ? measurement.paper() : null;
        return new EvaluationReport(
                job.jobId(),
                plan.model(),
                plan.catalogue(),
                plan.split(),
                split,
                data.pictures().length,
                heldOut.length,
                paper,
                textToImage,
                NOTES,
                (System.nanoTime() - start) / 1e9,
                Instant.now());
    }
}
