package io.vitrine.encoders.image;

import ai.djl.ndarray.NDArray;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.WeightLoader;
import java.util.Map;

/** Turns pictures into one vector each. */
public interface ImageTower {

    /** Builds the tower of an architecture's family. */
    static ImageTower of(ImageArchitecture architecture, WeightLoader weights) {
        return switch (architecture) {
            case VitConfig vit -> new VitTower(vit, weights);
            case ResNetConfig resNet -> new ResNetTower(resNet, weights);
        };
    }

    /** A trained tower's tensors for pictures of another size, where the family's tensors depend on it. */
    static Map<String, StoredTensor> fitted(
            Map<String, StoredTensor> trained, ImageArchitecture from, ImageArchitecture to) {
        return from instanceof VitConfig small && to instanceof VitConfig large
                ? VitTower.fitted(trained, small, large)
                : trained;
    }

    /**
     * Looks at a batch.
     *
     * @param pixels float32 (B, 3, height, width), scaled to [-1, 1]
     * @return (B, W), pooled, neither projected nor normalised
     */
    NDArray pooled(NDArray pixels, Phase phase);

    /** The pooled vectors' width W. */
    int width();
}
