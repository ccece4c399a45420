package io.vitrine.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.DualEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The two sides of a batch on their way into the space: through their towers, or from what a locked tower says of them. */
final class Sides {

    /**
     * One side.
     *
     * @param vectors inputs → (B, D) in the given scope
     */
    record Side<T>(List<T> inputs, BiFunction<List<T>, NDManager, NDArray> vectors) {}

    private final DualEncoder encoder;
    private final @Nullable LockedTexts texts;
    private final @Nullable LockedPictures pictures;

    private Sides(DualEncoder encoder, @Nullable LockedTexts texts, @Nullable LockedPictures pictures) {
        this.encoder = encoder;
        this.texts = texts;
        this.pictures = pictures;
    }

    /** Both through their towers. */
    static Sides of(DualEncoder encoder) {
        return new Sides(encoder, null, null);
    }

    /**
     * As the plan says.
     *
     * @param directory where the features of a locked image tower are kept
     */
    static Sides of(
            DualEncoder encoder,
            TrainingPlan.Locked locked,
            List<TrainingProduct> products,
            Path directory,
            TrainingListener listener) {
        return new Sides(
                encoder,
                locked.text() ? new LockedTexts(encoder) : null,
                locked.image() ? LockedPictures.of(encoder, products, directory, listener) : null);
    }

    Side<?> texts(PairBatch batch) {
        LockedTexts locked = texts;
        return locked == null
                ? new Side<>(batch.texts(), encoder::textVectors)
                : new Side<>(batch.texts(), (part, scope) -> encoder.projectedTexts(locked.features(part), scope));
    }

    Side<?> pictures(PairBatch batch) {
        LockedPictures locked = pictures;
        return locked == null
                ? new Side<>(batch.pictures(), encoder::pictureVectors)
                : new Side<>(
                        batch.products(), (part, scope) -> encoder.projectedPictures(locked.features(part), scope));
    }
}
