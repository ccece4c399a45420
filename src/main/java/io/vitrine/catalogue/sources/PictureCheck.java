package io.vitrine.catalogue.sources;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes a picture once before it is taken, so that indexing and training never meet one that is broken. */
public final class PictureCheck {

    /** More would need hundreds of megabytes to decode; a catalogue's pictures have a hundredth of that. */
    private static final long MOST_PIXELS = 50_000_000;

    /** The most that JPEG and GIF can state; only a PNG could be a longer strip. */
    private static final int LONGEST_SIDE = 65_535;

    /** The decoder only warns of a picture that ends too early, and fills the rest with grey. */
    private static final String ENDS_EARLY = "premature end";

    private PictureCheck() {}

    /** @throws RowRefused when the bytes are not a whole picture that can be decoded */
    public static void check(byte[] encoded) throws RowRefused {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (PictureType.of(encoded) == null || !readers.hasNext()) {
                throw unreadable("is not a JPEG, PNG or GIF");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                decode(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw unreadable("cannot be decoded (" + broken.getMessage() + ")");
        }
    }

    private static void decode(ImageReader reader) throws IOException, RowRefused {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw unreadable("has more than " + MOST_PIXELS + " pixels");
        }
        if (Math.max(reader.getWidth(0), reader.getHeight(0)) > LONGEST_SIDE) {
            throw unreadable("has a side of more than " + LONGEST_SIDE + " pixels");
        }
        Warnings warnings = new Warnings();
        reader.addIIOReadWarningListener(warnings);
        reader.read(0).flush();
        if (warnings.endsEarly) {
            throw unreadable("ends too early");
        }
    }

    private static RowRefused unreadable(String problem) {
        return new RowRefused(SkipReason.UNREADABLE_PICTURE, "has a picture that " + problem);
    }

    private static final class Warnings implements javax.imageio.event.IIOReadWarningListener {

        private boolean endsEarly;

        @Override
        public void warningOccurred(ImageReader source, @Nullable String warning) {
            endsEarly |= warning != null && warning.contains(ENDS_EARLY);
        }
    }
}
