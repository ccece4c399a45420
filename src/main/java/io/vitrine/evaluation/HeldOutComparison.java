package io.vitrine.evaluation;

import io.vitrine.catalogue.Products;
import io.vitrine.evaluation.Comparison.Measured;
import io.vitrine.evaluation.Comparison.NotMeasured;
import io.vitrine.evaluation.SplitDefinition.UnknownSplit;
import io.vitrine.jobs.JobContext;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.ModelView;
import io.vitrine.models.Models;
import io.vitrine.search.IndexNotReady;
import io.vitrine.search.IndexedVectors;
import io.vitrine.search.IndexedVectors.IndexedVector;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Asks both models for the names of products that neither has learned from, of the default catalogue. Pictures are not embedded:
 * those that both models have vectors of are the gallery.
 */
@Component
class HeldOutComparison implements ModelComparison {

    private final GateProperties properties;
    private final Models models;
    private final ActiveModel leases;
    private final Products products;
    private final IndexedVectors vectors;

    HeldOutComparison(
            GateProperties properties, Models models, ActiveModel leases, Products products, IndexedVectors vectors) {
        this.properties = properties;
        this.models = models;
        this.leases = leases;
        this.products = products;
        this.vectors = vectors;
    }

    @Override
    public Comparison compare(String candidate, JobContext job) {
        if (models.wasActive(candidate)) {
            return new NotMeasured("it has been live before, and going back to it must not wait");
        }
        String catalogue = products.defaultCatalogue();
        if (!products.exists(catalogue)) {
            return new NotMeasured("the default catalogue has no products");
        }
        if (products.count(catalogue) > properties.mostProducts()) {
            return new NotMeasured(
                    "catalogue '" + catalogue + "' has more than " + properties.mostProducts() + " products");
        }
        return models.active()
                .map(live -> compare(models.get(candidate), live, catalogue, job))
                .orElseGet(() -> new NotMeasured("no model is live"));
    }

    private Comparison compare(ModelView candidate, ModelView live, String catalogue, JobContext job) {
        try {
            Set<SplitDefinition> splits = new LinkedHashSet<>(SplitDefinition.lineage(candidate));
            splits.addAll(SplitDefinition.lineage(live));
            return compare(candidate.name(), live.name(), catalogue, splits, job);
        } catch (UnknownSplit unknown) {
            return new NotMeasured("what model '" + unknown.model() + "' has not learned from cannot be told");
        } catch (IndexNotReady missing) {
            return new NotMeasured("catalogue '" + catalogue + "' has not been indexed for both models");
        }
    }

    private Comparison compare(
            String candidate, String live, String catalogue, Set<SplitDefinition> splits, JobContext job) {
        job.phase("reading vectors", "products", 0);
        List<IndexedVector> liveVectors = vectors.of(live, catalogue);
        List<IndexedVector> common = common(vectors.of(candidate, catalogue), liveVectors);
        EvaluationData data =
                EvaluationData.of(products, catalogue, common, splits.iterator().next());
        int[] heldOut = data.inTestPartOfAll(splits);
        long names = data.differentNames(heldOut);
        if (names < properties.minimumQueries()) {
            return new NotMeasured("catalogue '" + catalogue + "' has " + names
                    + " names that neither model has learned from, and fewer than " + properties.minimumQueries()
                    + " say nothing");
        }
        return new Measured(
                live,
                catalogue,
                figures(candidate, data, heldOut, job),
                figures(live, data.withVectors(liveVectors), heldOut, job));
    }

    private TextToImage figures(String name, EvaluationData data, int[] heldOut, JobContext job) {
        return leases.lease(name, model -> new Measurement(model, data, heldOut, job).figures());
    }

    /** Those of the first whose picture the second have, too. */
    private static List<IndexedVector> common(List<IndexedVector> first, List<IndexedVector> second) {
        Set<Picture> pictures = second.stream().map(Picture::of).collect(Collectors.toSet());
        return first.stream()
                .filter(vector -> pictures.contains(Picture.of(vector)))
                .toList();
    }

    private record Picture(long productKey, String hash) {

        static Picture of(IndexedVector vector) {
            return new Picture(vector.productKey(), vector.pictureHash());
        }
    }
}
