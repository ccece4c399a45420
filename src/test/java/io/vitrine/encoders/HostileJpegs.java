package io.vitrine.encoders;

import static io.vitrine.encoders.HostilePicture.read;
import static io.vitrine.encoders.HostilePicture.refused;
import static io.vitrine.encoders.JpegBytes.HUFFMAN_TABLES;
import static io.vitrine.encoders.JpegBytes.PROGRESSIVE_FRAME;
import static io.vitrine.encoders.JpegBytes.QUANTISATION_TABLES;
import static io.vitrine.encoders.JpegBytes.START_OF_FRAME;
import static io.vitrine.encoders.JpegBytes.START_OF_SCAN;
import static io.vitrine.encoders.JpegBytes.afterStart;
import static io.vitrine.encoders.JpegBytes.changed;
import static io.vitrine.encoders.JpegBytes.find;
import static io.vitrine.encoders.JpegBytes.fourChannels;
import static io.vitrine.encoders.JpegBytes.plain;
import static io.vitrine.encoders.JpegBytes.segment;
import static io.vitrine.encoders.JpegBytes.without;
import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.joined;
import static io.vitrine.encoders.PngBytes.repeated;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** JPEG files: rare but valid ones, damaged ones, and such as lie about what follows. */
final class HostileJpegs {

    private static final byte[] GREEN = plain(24, 16, Color.GREEN);
    private static final byte[] LARGE = plain(240, 160, Color.GREEN);

    private HostileJpegs() {}

    static List<HostilePicture> kinds() {
        return Stream.of(odd(), surrounded(), damaged(), lying())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostilePicture> odd() {
        byte[] lyingOnItsSide = bytes(
                'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0);
        byte[] endlessDirectory = bytes('E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 255, 255, 255, 255);
        return List.of(
                read("JPEG, one pixel", plain(1, 1, Color.GREEN), 1, 1, Color.GREEN),
                read("JPEG, 1×10000", plain(1, 10_000, Color.GREEN), 1, 10_000, Color.GREEN),
                read("JPEG, 10000×1", plain(10_000, 1, Color.GREEN), 10_000, 1, Color.GREEN),
                read("JPEG, grey", JpegBytes.grey(24, 16, Color.WHITE), 24, 16, Color.WHITE),
                read("JPEG, progressive", JpegBytes.progressive(24, 16, Color.GREEN), 24, 16, Color.GREEN),
                read("JPEG, CMYK", fourChannels(24, 16, 0, 255, 0, 0, 255), 24, 16, Color.RED),
                read("JPEG, YCCK", fourChannels(24, 16, 2, 179, 171, 0, 255), 24, 16, Color.RED),
                read("JPEG, taken on its side", afterStart(GREEN, segment(0xE1, lyingOnItsSide)), 16, 24, Color.GREEN),
                read(
                        "JPEG, Exif that points nowhere",
                        afterStart(GREEN, segment(0xE1, endlessDirectory)),
                        24,
                        16,
                        Color.GREEN));
    }

    private static List<HostilePicture> surrounded() {
        byte[] comment = segment(0xFE, new byte[65_533]);
        byte[] application = segment(0xED, new byte[65_533]);
        byte[] profile =
                segment(0xE2, joined("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), new byte[500]));
        return List.of(
                read("JPEG, garbage after the end", joined(GREEN, new byte[100_000]), 24, 16, Color.GREEN),
                read("JPEG, another picture after the end", joined(GREEN, LARGE), 24, 16, Color.GREEN),
                read("JPEG, 1 MB of comments", afterStart(GREEN, repeated(16, comment)), 24, 16, Color.GREEN),
                read(
                        "JPEG, 1 MB of application data",
                        afterStart(GREEN, repeated(16, application)),
                        24,
                        16,
                        Color.GREEN),
                read(
                        "JPEG, 10000 empty comments",
                        afterStart(GREEN, repeated(10_000, segment(0xFE, new byte[0]))),
                        24,
                        16,
                        Color.GREEN),
                read(
                        "JPEG, fill bytes before a marker",
                        afterStart(GREEN, repeated(1000, bytes(0xFF))),
                        24,
                        16,
                        Color.GREEN),
                read("JPEG, broken colour profile", afterStart(GREEN, profile), 24, 16, Color.GREEN),
                refused("JPEG, two starts", joined(bytes(0xFF, 0xD8), GREEN), "damaged"));
    }

    private static List<HostilePicture> damaged() {
        int scan = find(LARGE, START_OF_SCAN);
        return List.of(
                refused("JPEG, only its start", Arrays.copyOf(GREEN, 3), "damaged"),
                refused("JPEG, cut in the headers", Arrays.copyOf(GREEN, 30), "damaged"),
                refused("JPEG, cut before the scan", Arrays.copyOf(LARGE, scan), "damaged"),
                refused("JPEG, cut in the scan's header", Arrays.copyOf(LARGE, scan + 6), "damaged"),
                refused("JPEG, cut after the scan's header", Arrays.copyOf(LARGE, scan + 14), "cut short"),
                refused("JPEG, cut in the data", Arrays.copyOf(LARGE, (scan + LARGE.length) / 2), "cut short"),
                read("JPEG, end marker missing", Arrays.copyOf(GREEN, GREEN.length - 2), 24, 16, Color.GREEN),
                read("JPEG, end marker halved", Arrays.copyOf(GREEN, GREEN.length - 1), 24, 16, Color.GREEN),
                refused(
                        "JPEG, end right after the headers",
                        joined(Arrays.copyOf(LARGE, scan + 14), bytes(0xFF, 0xD9)),
                        "cut short"),
                refused("JPEG, Huffman tables missing", without(GREEN, HUFFMAN_TABLES), "damaged"),
                refused("JPEG, quantisation tables missing", without(GREEN, QUANTISATION_TABLES), "damaged"),
                refused("JPEG, frame missing", without(GREEN, START_OF_FRAME), "damaged"),
                refused(
                        "JPEG, scan missing",
                        joined(Arrays.copyOf(GREEN, find(GREEN, START_OF_SCAN)), bytes(0xFF, 0xD9)),
                        "damaged"),
                refused("JPEG, a scan of a channel that is not there", changed(GREEN, START_OF_SCAN, 5, 77), "damaged"),
                refused(
                        "JPEG, a Huffman table with too many codes",
                        changed(GREEN, HUFFMAN_TABLES, 5, 255, 255, 255),
                        "damaged"));
    }

    private static List<HostilePicture> lying() {
        byte[] frame = Arrays.copyOfRange(GREEN, find(GREEN, START_OF_FRAME), find(GREEN, START_OF_FRAME) + 19);
        return List.of(
                refused("JPEG, width 0", changed(GREEN, START_OF_FRAME, 7, 0, 0), "damaged"),
                refused("JPEG, height 0", changed(GREEN, START_OF_FRAME, 5, 0, 0), "damaged"),
                refused(
                        "JPEG, 65500×65500",
                        changed(GREEN, START_OF_FRAME, 5, 0xFF, 0xDC, 0xFF, 0xDC),
                        "4290250000 pixels"),
                refused(
                        "JPEG, 49 million pixels without data",
                        changed(GREEN, START_OF_FRAME, 5, 0x1B, 0x58, 0x1B, 0x58),
                        "cut short"),
                refused("JPEG, 2000 scans of 4 million pixels", manyScans(), "2010 scans of 4000000 pixels"),
                refused(
                        "JPEG, a second, huge frame",
                        joined(
                                Arrays.copyOf(GREEN, find(GREEN, START_OF_SCAN)),
                                changed(joined(bytes(0xFF, 0xD8), frame), START_OF_FRAME, 5, 0xFF, 0xDC, 0xFF, 0xDC),
                                Arrays.copyOfRange(GREEN, find(GREEN, START_OF_SCAN), GREEN.length)),
                        "damaged"),
                refused("JPEG, 12 bits", changed(GREEN, START_OF_FRAME, 4, 12), "damaged"),
                refused("JPEG, no channels", changed(GREEN, START_OF_FRAME, 9, 0), "damaged"),
                refused("JPEG, 200 channels", changed(GREEN, START_OF_FRAME, 9, 200), "damaged"),
                refused("JPEG, sampled 0 times", changed(GREEN, START_OF_FRAME, 11, 0), "damaged"),
                read("JPEG, lossless in name only", changed(GREEN, START_OF_FRAME, 1, 0xC3), 24, 16, null),
                refused("JPEG, hierarchical", changed(GREEN, START_OF_FRAME, 1, 0xC5), "damaged"),
                refused("JPEG, arithmetic coding", changed(GREEN, START_OF_FRAME, 1, 0xC9), "damaged"),
                refused(
                        "JPEG, a segment longer than the file",
                        changed(GREEN, QUANTISATION_TABLES, 2, 255, 255),
                        "damaged"),
                refused("JPEG, a segment of length 0", changed(GREEN, QUANTISATION_TABLES, 2, 0, 0), "damaged"),
                refused(
                        "JPEG, a segment shorter than its table",
                        changed(GREEN, QUANTISATION_TABLES, 2, 0, 9),
                        "damaged"));
    }

    /** A progressive picture whose last scan, of 11 bytes, comes again and again. */
    private static byte[] manyScans() {
        byte[] small = JpegBytes.progressive(24, 16, Color.GREEN);
        byte[] large = changed(small, PROGRESSIVE_FRAME, 5, 0x07, 0xD0, 0x07, 0xD0);
        byte[] scan = Arrays.copyOfRange(large, large.length - 13, large.length - 2);
        return joined(Arrays.copyOf(large, large.length - 2), repeated(2_000, scan), bytes(0xFF, 0xD9));
    }
}
