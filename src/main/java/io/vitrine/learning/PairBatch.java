package io.vitrine.learning;

import io.vitrine.encoders.Picture;
import java.util.List;

/**
 * Pictures with a text each.
 *
 * @param products that they are of
 * @param pictures empty where the image tower is locked
 * @param fits {@code fits[i][j]} says that text i describes picture j
 */
record PairBatch(List<TrainingProduct> products, List<String> texts, List<Picture> pictures, boolean[][] fits) {

    int size() {
        return texts.size();
    }
}
