package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a trained encoder is worth, measured over the whole catalogue: every product of every part is in the gallery.
 *
 * @param textToImage the test part's names as queries, every product of the same name relevant
 * @param paperHeldOut the paper's image→text protocol with the test part's pictures
 * @param paperInSample the paper's image→text protocol with all pictures, most of them learned from, as the paper measured
 */
public record TestReport(
        RetrievalMetrics.TextToImage textToImage,
        RetrievalMetrics.ImageToText paperHeldOut,
        RetrievalMetrics.ImageToText paperInSample) {

    /**
     * Measures an encoder.
     *
     * @param data its catalogue by part, without drawn or other additional products
     * @param embedded is told how many pictures are embedded, of as many as the catalogue has
     */
    public static TestReport of(DualEncoder encoder, TrainingData data, IntConsumer embedded) {
        List<TrainingProduct> all = new ArrayList<>(data.train());
        all.addAll(data.validation());
        int test = all.size();
        all.addAll(data.test());
        CatalogueVectors vectors = new CatalogueVectors(Sides.of(encoder), all, embedded);
        return new TestReport(vectors.textToImage(test), vectors.imageToText(test), vectors.imageToText(0));
    }
}
