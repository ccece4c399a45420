package io.vitrine.learning;

import io.vitrine.encoders.Picture;
import java.util.List;

/**
 * Pictures with a text each.
 *
 * @param fits {@code fits[i][j]} says that text i describes picture j
 */
record PairBatch(List<String> texts, List<Picture> pictures, boolean[][] fits) {

    int size() {
        return texts.size();
    }
}
