package io.vitrine.encoders;

import io.vitrine.encoders.image.Orientation;
import io.vitrine.encoders.image.PixelScaler;
import io.vitrine.encoders.image.PixelWindow;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The one way from a picture's bytes to a tower's input, the same in training, indexing and search: decode, turn upright, resample the
 * picture, or the middle of it that the encoder reads, to the tower's size with an antialiased bicubic filter, scale to [-1, 1]. Safe
 * for use by many threads.
 */
public final class Preprocessing {

    /** The runtime knows more, such as TIFF, but each decoder is one more that a stranger's bytes reach. */
    private static final Set<String> FORMATS = Set.of("JPEG", "PNG", "GIF", "BMP");

    private final PixelScaler scaler;
    private final PixelWindow window;

    /** For an encoder whose pictures have this height and width in pixels, and show the whole. */
    public Preprocessing(int height, int width) {
        this(height, width, PixelWindow.WHOLE);
    }

    /** For an encoder that reads a part of each picture. */
    Preprocessing(int height, int width, PixelWindow window) {
        this.scaler = new PixelScaler(height, width);
        this.window = window;
    }

    /**
     * Decodes and prepares a picture.
     *
     * @param encoded a JPEG, PNG, GIF or BMP file; of an animation the first frame
     * @throws UnreadablePictureException when the bytes are none of these, are damaged, or would take too much to decode
     */
    public Picture read(byte[] encoded) throws UnreadablePictureException {
        return of(decode(encoded));
    }

    /** Prepares a picture that is already decoded. */
    public Picture of(BufferedImage image) {
        return of(image, window);
    }

    /** Prepares another part of a picture, perhaps mirrored: augmentation in training. */
    public Picture of(BufferedImage image, PixelWindow window) {
        return new Picture(scaler.scale(image, window));
    }

    /**
     * Decodes a picture without preparing it.
     *
     * @throws UnreadablePictureException as {@link #read}
     */
    public static BufferedImage decode(byte[] encoded) throws UnreadablePictureException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            ImageReader reader = readers.hasNext() ? readers.next() : null;
            if (reader == null || !FORMATS.contains(reader.getFormatName().toUpperCase(Locale.ROOT))) {
                throw new UnreadablePictureException(
                        "The bytes are no picture of a known format (JPEG, PNG, GIF, BMP)");
            }
            try {
                reader.setInput(input, true, true);
                PictureLimits.check(encoded, reader.getWidth(0), reader.getHeight(0));
                return Orientation.of(encoded).upright(whole(reader));
            } finally {
                reader.dispose();
            }
        } catch (EOFException e) {
            throw new UnreadablePictureException("The picture is damaged: it ends too early", e);
        } catch (IOException | RuntimeException e) {
            String problem = e.getMessage() == null ? "its data contradict each other" : e.getMessage();
            throw new UnreadablePictureException("The picture is damaged: " + problem, e);
        }
    }

    /** Reads the first picture; a JPEG that ends early is refused, where the decoder would fill the rest with grey. */
    private static BufferedImage whole(ImageReader reader) throws IOException, UnreadablePictureException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new UnreadablePictureException("The picture is cut short: " + warning);
            }
        }
        return image;
    }
}
