package io.vitrine.encoders;

import io.vitrine.encoders.image.JpegScans;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a picture may ask of the decoder; a small file could otherwise take all memory, or a thread for hours. */
final class PictureLimits {

    /** More than any product photograph has. */
    private static final long MOST_PIXELS = 50_000_000;

    /** The most that JPEG and GIF can state; resampling a longer strip would need more memory than its pixels do. */
    private static final int LONGEST_SIDE = 65_535;

    /** Ten scans, as progressive JPEGs usually have, of the largest picture. */
    private static final long MOST_SCANNED_PIXELS = 10 * MOST_PIXELS;

    private static final int BITMAP_HEADER_SIZE = 14;
    private static final int BITMAP_COMPRESSION = 30;
    private static final int LAST_OWN_COMPRESSION = 3;

    private PictureLimits() {}

    /** @throws UnreadablePictureException when a picture of this stated size goes beyond a limit */
    static void check(byte[] encoded, int width, int height) throws UnreadablePictureException {
        long pixels = (long) width * height;
        if (pixels > MOST_PIXELS) {
            throw new UnreadablePictureException(
                    "The picture has " + pixels + " pixels; at most " + MOST_PIXELS + " are read");
        }
        if (Math.max(width, height) > LONGEST_SIDE) {
            throw new UnreadablePictureException("The picture has a side of " + Math.max(width, height)
                    + " pixels; at most " + LONGEST_SIDE + " are read");
        }
        int scans = JpegScans.count(encoded);
        if (scans * pixels > MOST_SCANNED_PIXELS) {
            throw new UnreadablePictureException("The picture has " + scans + " scans of " + pixels
                    + " pixels; at most " + MOST_SCANNED_PIXELS + " are read altogether");
        }
        if (holdsAnotherFile(encoded)) {
            throw new UnreadablePictureException("The picture is a BMP around a JPEG or PNG, which is not read");
        }
    }

    /** The decoder would make room for as many bytes as the header claims for the file inside. */
    private static boolean holdsAnotherFile(byte[] encoded) {
        if (encoded.length < BITMAP_COMPRESSION + Integer.BYTES || encoded[0] != 'B' || encoded[1] != 'M') {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        return header.getInt(BITMAP_HEADER_SIZE) > BITMAP_COMPRESSION - BITMAP_HEADER_SIZE
                && header.getInt(BITMAP_COMPRESSION) > LAST_OWN_COMPRESSION;
    }
}
