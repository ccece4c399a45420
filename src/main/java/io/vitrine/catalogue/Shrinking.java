package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.PictureType;
import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;

/** Makes a picture smaller and turns it upright: a JPEG stays one, anything else becomes a PNG, which may be transparent. */
final class Shrinking {

    private static final double JPEG_QUALITY = 0.85;

    private Shrinking() {}

    /** The picture at this width, its proportions kept; null when it is no wider. */
    static byte @Nullable [] toWidth(byte[] picture, int width) {
        try {
            BufferedImage upright = Preprocessing.decode(picture);
            return upright.getWidth() <= width
                    ? null
                    : shrunk(upright, width, PictureType.of(picture) == PictureType.JPEG);
        } catch (IOException failed) {
            throw new UncheckedIOException("A picture cannot be made smaller", failed);
        } catch (UnreadablePictureException damaged) {
            throw new IllegalStateException("A stored picture cannot be decoded", damaged);
        }
    }

    private static byte[] shrunk(BufferedImage upright, int width, boolean jpeg) throws IOException {
        ByteArrayOutputStream thumbnail = new ByteArrayOutputStream();
        Thumbnails.of(upright)
                .width(width)
                .imageType(jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB)
                .outputFormat(jpeg ? "jpg" : "png")
                .outputQuality(JPEG_QUALITY)
                .toOutputStream(thumbnail);
        return thumbnail.toByteArray();
    }
}
