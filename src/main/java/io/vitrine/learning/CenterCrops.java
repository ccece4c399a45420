package io.vitrine.learning;

import io.vitrine.encoders.DualEncoder;
import java.util.Comparator;
import java.util.List;

/**
 * Tells how much of a picture's middle a trained encoder should read. Random crops make things look larger in training than whole
 * pictures do afterwards (Touvron et al. 2019, "Fixing the train-test resolution discrepancy"); a crop about the middle makes up
 * for it and costs nothing.
 */
final class CenterCrops {

    private CenterCrops() {}

    /**
     * Tries each of them on the validation part.
     *
     * @param crops shares of width and height; of equals the first named is better, and so the first is taken where nothing is held out
     * @return the best first, by MRR@10
     */
    static List<TriedCrop> tried(List<Double> crops, DualEncoder encoder, List<TrainingProduct> validation) {
        if (crops.size() == 1 || validation.isEmpty()) {
            return List.of(new TriedCrop(crops.getFirst(), null));
        }
        return crops.stream()
                .map(crop -> new TriedCrop(
                        crop,
                        new CatalogueVectors(Sides.of(encoder, encoder.preprocessing(crop)), validation, done -> {})
                                .textToImage(0)))
                .sorted(Comparator.comparingDouble(TriedCrop::mrr).reversed()) // stable
                .toList();
    }
}
