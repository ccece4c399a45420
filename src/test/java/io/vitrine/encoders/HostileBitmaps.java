package io.vitrine.encoders;

import static io.vitrine.encoders.HostilePicture.read;
import static io.vitrine.encoders.HostilePicture.refused;
import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.joined;

import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** BMP files, whose headers state sizes that may be negative, and which may hold a JPEG or a PNG. */
final class HostileBitmaps {

    private static final int PLAIN = 0;
    private static final int RUN_LENGTHS = 1;
    private static final int JPEG = 4;
    private static final int PNG = 5;
    private static final int HEADER_BYTES = 54;

    /** Two rows of two blue pixels, filled up to a multiple of four bytes. */
    private static final byte[] PIXELS = bytes(255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0);

    private static final byte[] BLUE = joined(header(2, 2, 24, PLAIN, 16), PIXELS);

    private HostileBitmaps() {}

    static List<HostilePicture> kinds() {
        byte[] palette = new byte[4 * 256];
        byte[] jpeg = JpegBytes.plain(24, 16, Color.GREEN);
        return List.of(
                read("BMP", BLUE, 2, 2, Color.BLUE),
                read("BMP, top row first", joined(header(2, -2, 24, PLAIN, 16), PIXELS), 2, 2, Color.BLUE),
                read("BMP, garbage after the end", joined(BLUE, new byte[100_000]), 2, 2, Color.BLUE),
                refused("BMP, only its first bytes", bytes('B', 'M'), "damaged"),
                refused("BMP, cut in the header", Arrays.copyOf(BLUE, 30), "damaged"),
                refused("BMP, cut in the pixels", Arrays.copyOf(BLUE, BLUE.length - 10), "damaged"),
                refused("BMP, negative width", joined(header(-2, 2, 24, PLAIN, 16), PIXELS), "damaged"),
                refused("BMP, width 0", joined(header(0, 2, 24, PLAIN, 16), PIXELS), "damaged"),
                refused("BMP, height 0", joined(header(2, 0, 24, PLAIN, 16), PIXELS), "damaged"),
                refused(
                        "BMP, smallest height of all",
                        joined(header(2, Integer.MIN_VALUE, 24, PLAIN, 16), PIXELS),
                        "damaged"),
                refused(
                        "BMP, 2147483647×2147483647",
                        joined(header(Integer.MAX_VALUE, Integer.MAX_VALUE, 24, PLAIN, 16), PIXELS),
                        "damaged"),
                refused(
                        "BMP, 49 million pixels without data",
                        joined(header(7_000, 7_000, 24, PLAIN, 16), PIXELS),
                        "damaged"),
                refused("BMP, 13 bits", joined(header(2, 2, 13, PLAIN, 16), PIXELS), "damaged"),
                refused("BMP, unknown compression", joined(header(2, 2, 24, 99, 16), PIXELS), "damaged"),
                refused(
                        "BMP, run lengths that end early",
                        joined(header(2, 2, 8, RUN_LENGTHS, 16), palette, bytes(2, 0)),
                        "damaged"),
                refused(
                        "BMP, a JPEG inside",
                        joined(header(24, 16, 24, JPEG, jpeg.length), jpeg),
                        "a BMP around a JPEG"),
                refused(
                        "BMP, a JPEG of 2 GB inside",
                        joined(header(24, 16, 24, JPEG, Integer.MAX_VALUE), jpeg),
                        "a BMP around a JPEG"),
                refused(
                        "BMP, a PNG of 2 GB inside",
                        joined(header(24, 16, 24, PNG, Integer.MAX_VALUE), PIXELS),
                        "a BMP around a JPEG"),
                refused(
                        "BMP, run lengths of 2 GB",
                        joined(header(24, 16, 8, RUN_LENGTHS, Integer.MAX_VALUE), palette, PIXELS),
                        "damaged"));
    }

    private static byte[] header(int width, int height, int depth, int compression, int dataBytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes('B', 'M'))
                .putInt(HEADER_BYTES + dataBytes)
                .putInt(0)
                .putInt(HEADER_BYTES)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) depth)
                .putInt(compression)
                .putInt(dataBytes)
                .array();
    }
}
