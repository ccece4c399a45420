package io.vitrine.encoders;

import static io.vitrine.encoders.HostilePicture.read;
import static io.vitrine.encoders.HostilePicture.refused;
import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.joined;
import static io.vitrine.encoders.PngBytes.repeated;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** GIF files: animated, empty, cut and lying ones. */
final class HostileGifs {

    private static final int END = 0x3B;

    /** Four pixels of the palette's colour 0 and of its colour 1: clear, four times the number, stop, in codes of 3 bits. */
    private static final byte[] FOUR_ZEROS = bytes(2, 3, 0x04, 0x00, 0x05, 0);

    private static final byte[] FOUR_ONES = bytes(2, 3, 0x4C, 0x92, 0x05, 0);

    private static final byte[] RED = file(screen(2, 2), frame(2, 2, FOUR_ZEROS), bytes(END));

    private HostileGifs() {}

    static List<HostilePicture> kinds() {
        byte[] comment = joined(bytes(0x21, 0xFE), repeated(4000, joined(bytes(255), new byte[255])), bytes(0));
        byte[] two = joined(frame(2, 2, FOUR_ZEROS), frame(2, 2, FOUR_ONES));
        byte[] transparent = bytes(0x21, 0xF9, 4, 1, 0, 0, 0, 0);
        return List.of(
                read("GIF, four pixels", RED, 2, 2, Color.RED),
                read("GIF, animated: the first frame counts", file(screen(2, 2), two, bytes(END)), 2, 2, Color.RED),
                read("GIF, 10000 frames", file(screen(2, 2), repeated(5000, two), bytes(END)), 2, 2, Color.RED),
                read(
                        "GIF, transparent",
                        file(screen(2, 2), transparent, frame(2, 2, FOUR_ZEROS), bytes(END)),
                        2,
                        2,
                        Color.WHITE),
                read(
                        "GIF, small frame on a screen of 65535×65535",
                        file(screen(65_535, 65_535), frame(2, 2, FOUR_ZEROS), bytes(END)),
                        2,
                        2,
                        Color.RED),
                read(
                        "GIF, 1 MB of comment",
                        file(screen(2, 2), comment, frame(2, 2, FOUR_ZEROS), bytes(END)),
                        2,
                        2,
                        Color.RED),
                read("GIF, garbage after the end", joined(RED, new byte[100_000]), 2, 2, Color.RED),
                read("GIF, end missing", Arrays.copyOf(RED, RED.length - 1), 2, 2, Color.RED),
                refused("GIF, no frame", file(screen(2, 2), bytes(END)), "damaged"),
                refused("GIF, cut after the signature", Arrays.copyOf(RED, 6), "damaged"),
                refused("GIF, cut in the palette", Arrays.copyOf(RED, 15), "damaged"),
                refused("GIF, cut in the frame's header", Arrays.copyOf(RED, 24), "damaged"),
                refused("GIF, cut in the data", Arrays.copyOf(RED, RED.length - 5), "damaged"),
                refused("GIF, unknown block", file(screen(2, 2), bytes(0x77, 1, 2, 3)), "damaged"),
                refused("GIF, frame of width 0", file(screen(2, 2), frame(0, 2, FOUR_ZEROS), bytes(END)), "damaged"),
                refused(
                        "GIF, frame of 65535×65535",
                        file(screen(2, 2), frame(65_535, 65_535, FOUR_ZEROS), bytes(END)),
                        "4294836225 pixels"),
                read(
                        "GIF, frame of 49 million pixels without data",
                        file(screen(2, 2), frame(7_000, 7_000, FOUR_ZEROS), bytes(END)),
                        7_000,
                        7_000,
                        Color.RED),
                refused(
                        "GIF, codes of 200 bits",
                        file(screen(2, 2), frame(2, 2, bytes(200, 3, 1, 2, 3, 0)), bytes(END)),
                        "damaged"),
                read(
                        "GIF, codes that were never defined",
                        file(screen(2, 2), frame(2, 2, bytes(2, 3, 0xFC, 0xFF, 0xFF, 0)), bytes(END)),
                        2,
                        2,
                        null));
    }

    private static byte[] file(byte[]... blocks) {
        return joined("GIF89a".getBytes(StandardCharsets.US_ASCII), joined(blocks));
    }

    /** The size of the whole, and a palette of red, blue and two greys. */
    private static byte[] screen(int width, int height) {
        byte[] palette = bytes(255, 0, 0, 0, 0, 255, 90, 90, 90, 180, 180, 180);
        return joined(bytes(width, width >> 8, height, height >> 8, 0x91, 0, 0), palette);
    }

    private static byte[] frame(int width, int height, byte[] data) {
        return joined(bytes(0x2C, 0, 0, 0, 0, width, width >> 8, height, height >> 8, 0), data);
    }
}
