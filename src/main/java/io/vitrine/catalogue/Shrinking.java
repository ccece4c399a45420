package io.vitrine.catalogue;

import io.vitrine.catalogue.sources.PictureType;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.jspecify.annotations.Nullable;

/** Makes a picture smaller and turns it upright: a JPEG stays one, anything else becomes a PNG, which may be transparent. */
final class Shrinking {

    /** No picture that passed the check of imports has more. */
    private static final long MOST_PIXELS = 50_000_000;

    private static final double JPEG_QUALITY = 0.85;

    private Shrinking() {}

    /** The picture at this width, its proportions kept; null when it is no wider. */
    static byte @Nullable [] toWidth(byte[] picture, int width) {
        try {
            Dimension stored = size(picture);
            if (Math.max(stored.width, stored.height) <= width) {
                return null;
            }
            boolean jpeg = PictureType.of(picture) == PictureType.JPEG;
            BufferedImage upright = Thumbnails.of(new ByteArrayInputStream(picture))
                    .scale(1)
                    .imageType(jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB)
                    .asBufferedImage();
            return upright.getWidth() <= width ? null : shrunk(upright, width, jpeg);
        } catch (IOException damaged) {
            throw new UncheckedIOException("A stored picture cannot be decoded", damaged);
        }
    }

    private static byte[] shrunk(BufferedImage upright, int width, boolean jpeg) throws IOException {
        ByteArrayOutputStream thumbnail = new ByteArrayOutputStream();
        Thumbnails.of(upright)
                .width(width)
                .outputFormat(jpeg ? "jpg" : "png")
                .outputQuality(JPEG_QUALITY)
                .toOutputStream(thumbnail);
        return thumbnail.toByteArray();
    }

    private static Dimension size(byte[] picture) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("It is of no known format");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                Dimension size = new Dimension(reader.getWidth(0), reader.getHeight(0));
                if ((long) size.width * size.height > MOST_PIXELS) {
                    throw new IOException("It has more than " + MOST_PIXELS + " pixels");
                }
                return size;
            } finally {
                reader.dispose();
            }
        }
    }
}
