package io.vitrine.learning;

import io.vitrine.encoders.Picture;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import java.io.IOException;
import java.util.Map;

/**
 * A product as training sees it.
 *
 * @param id unique among the products of one training
 * @param attributes attribute names and values, as far as they are texts
 * @param pictureHash equal for products that share one picture
 */
public record TrainingProduct(
        String id, String name, Map<String, String> attributes, String pictureHash, PictureSource picture) {

    /** Its picture as an encoder's input, whole. */
    Picture picture(Preprocessing preprocessing) {
        try {
            return preprocessing.read(picture.read());
        } catch (IOException | UnreadablePictureException e) {
            throw new LearningException("The picture of product '" + id + "' cannot be read", e);
        }
    }

    /** Where a picture's encoded bytes come from; read anew in each epoch, by several threads. */
    @FunctionalInterface
    public interface PictureSource {
        byte[] read() throws IOException;
    }
}
