package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The two sides of a batch on their way into the space: through their towers, or from what a locked tower says of them. */
final class Sides {

    private static final int PICTURES_AT_ONCE = 128;

    /**
     * One side.
     *
     * @param vectors inputs → (B, D) in the given scope
     */
    record Side<T>(List<T> inputs, BiFunction<List<T>, NDManager, NDArray> vectors) {}

    private final DualEncoder encoder;
    private final Preprocessing preprocessing;
    private final @Nullable LockedFeatures<String> texts;
    private final @Nullable LockedFeatures<TrainingProduct> pictures;

    private Sides(
            DualEncoder encoder,
            Preprocessing preprocessing,
            @Nullable LockedFeatures<String> texts,
            @Nullable LockedFeatures<TrainingProduct> pictures) {
        this.encoder = encoder;
        this.preprocessing = preprocessing;
        this.texts = texts;
        this.pictures = pictures;
    }

    /** Both through their towers. */
    static Sides of(DualEncoder encoder) {
        return of(encoder, encoder.preprocessing());
    }

    /** Both through their towers, pictures prepared in another way than the encoder's own. */
    static Sides of(DualEncoder encoder, Preprocessing preprocessing) {
        return new Sides(encoder, preprocessing, null, null);
    }

    /**
     * As the plan says.
     *
     * @param directory where the features of locked towers are kept
     */
    static Sides of(DualEncoder encoder, TrainingPlan.Locked locked, Path directory) {
        return new Sides(
                encoder,
                encoder.preprocessing(),
                locked.text() ? LockedTower.texts(encoder, directory) : null,
                locked.image() ? LockedTower.pictures(encoder, directory) : null);
    }

    /** Has a locked image tower look at the pictures that it does not know yet, and keeps what it says. */
    void prepare(List<TrainingProduct> products, TrainingListener listener) {
        if (pictures != null && !pictures.knows(products)) {
            try {
                look(pictures, products, listener);
            } finally {
                pictures.save(); // what a listener that stops the training leaves is not done again
            }
        }
    }

    private static void look(
            LockedFeatures<TrainingProduct> pictures, List<TrainingProduct> products, TrainingListener listener) {
        for (int done = 0; done < products.size(); ) {
            int end = Math.min(products.size(), done + PICTURES_AT_ONCE);
            pictures.of(products.subList(done, end));
            done = end;
            listener.onLockedPictures(done, products.size());
        }
    }

    /** Keeps what locked towers have said. */
    void save() {
        if (texts != null) {
            texts.save();
        }
        if (pictures != null) {
            pictures.save();
        }
    }

    Side<?> texts(PairBatch batch) {
        LockedFeatures<String> locked = texts;
        return locked == null
                ? new Side<>(batch.texts(), encoder::textVectors)
                : new Side<>(batch.texts(), (part, scope) -> encoder.projectedTexts(locked.of(part), scope));
    }

    Side<?> pictures(PairBatch batch) {
        LockedFeatures<TrainingProduct> locked = pictures;
        return locked == null
                ? new Side<>(batch.pictures(), encoder::pictureVectors)
                : new Side<>(batch.products(), (part, scope) -> encoder.projectedPictures(locked.of(part), scope));
    }

    /** Texts → (B, D), each row of unit length. */
    float[][] embedTexts(List<String> inputs) {
        return texts == null ? encoder.embedTexts(inputs) : encoder.embedTextFeatures(texts.of(inputs));
    }

    /** Pictures of products → (B, D), each row of unit length. */
    float[][] embedPictures(List<TrainingProduct> products) {
        return pictures == null
                ? encoder.embedPictures(products.parallelStream()
                        .map(product -> product.picture(preprocessing))
                        .toList())
                : encoder.embedPictureFeatures(pictures.of(products));
    }
}
