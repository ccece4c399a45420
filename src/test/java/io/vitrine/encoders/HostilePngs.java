package io.vitrine.encoders;

import static io.vitrine.encoders.HostilePicture.read;
import static io.vitrine.encoders.HostilePicture.refused;
import static io.vitrine.encoders.PngBytes.END;
import static io.vitrine.encoders.PngBytes.GREY;
import static io.vitrine.encoders.PngBytes.GREY_AND_ALPHA;
import static io.vitrine.encoders.PngBytes.PALETTE;
import static io.vitrine.encoders.PngBytes.RGB;
import static io.vitrine.encoders.PngBytes.RGB_AND_ALPHA;
import static io.vitrine.encoders.PngBytes.bytes;
import static io.vitrine.encoders.PngBytes.chunk;
import static io.vitrine.encoders.PngBytes.data;
import static io.vitrine.encoders.PngBytes.deflated;
import static io.vitrine.encoders.PngBytes.file;
import static io.vitrine.encoders.PngBytes.filteredRow;
import static io.vitrine.encoders.PngBytes.header;
import static io.vitrine.encoders.PngBytes.joined;
import static io.vitrine.encoders.PngBytes.repeated;
import static io.vitrine.encoders.PngBytes.row;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** PNG files: rare but valid ones, damaged ones, and such as grow when they are unpacked. */
final class HostilePngs {

    private static final byte[] SMALL = header(4, 3, 8, RGB);
    private static final byte[] RED_ROW = row(4, 255, 0, 0);
    private static final byte[] RED_ROWS = repeated(3, RED_ROW);
    private static final byte[] RED = file(SMALL, data(RED_ROWS), END);
    private static final byte[] MANY_ZEROS = deflated(new byte[64 << 20]);

    private HostilePngs() {}

    static List<HostilePicture> kinds() {
        return Stream.of(odd(), damaged(), lyingHeaders(), growing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostilePicture> odd() {
        byte[] palette = chunk("PLTE", bytes(0, 0, 255, 255, 0, 0));
        byte[] interlaced = joined(repeated(2, row(1, 255, 0, 0)), repeated(3, row(2, 255, 0, 0)), RED_ROW);
        return List.of(
                read("PNG, one pixel", file(header(1, 1, 8, RGB), data(row(1, 255, 0, 0)), END), 1, 1, Color.RED),
                read(
                        "PNG, 1×10000",
                        file(header(1, 10_000, 8, GREY), data(repeated(10_000, row(1, 0))), END),
                        1,
                        10_000,
                        Color.BLACK),
                read(
                        "PNG, 10000×1",
                        file(header(10_000, 1, 8, GREY), data(row(10_000, 0)), END),
                        10_000,
                        1,
                        Color.BLACK),
                read("PNG, 1 bit grey", file(header(8, 1, 1, GREY), data(row(1, 0xFF)), END), 8, 1, Color.WHITE),
                read(
                        "PNG, 16 bit colours",
                        file(header(2, 1, 16, RGB), data(row(2, 255, 255, 0, 0, 0, 0)), END),
                        2,
                        1,
                        Color.RED),
                read(
                        "PNG, 16 bit colours and alpha",
                        file(header(1, 1, 16, RGB_AND_ALPHA), data(row(1, 0, 0, 0, 0, 255, 255, 255, 255)), END),
                        1,
                        1,
                        Color.BLUE),
                read(
                        "PNG, 16 bit grey and alpha",
                        file(header(1, 1, 16, GREY_AND_ALPHA), data(row(1, 0, 0, 0, 0)), END),
                        1,
                        1,
                        Color.WHITE),
                read(
                        "PNG, 1 bit palette",
                        file(header(8, 1, 1, PALETTE), palette, data(row(1, 0xFF)), END),
                        8,
                        1,
                        Color.RED),
                read(
                        "PNG, palette with a transparent colour",
                        file(header(1, 1, 8, PALETTE), palette, chunk("tRNS", bytes(255, 0)), data(row(1, 1)), END),
                        1,
                        1,
                        Color.WHITE),
                read("PNG, interlaced", file(header(4, 3, 8, RGB, 1), data(interlaced), END), 4, 3, Color.RED),
                read(
                        "PNG, every chunk of data with 1 byte",
                        file(SMALL, singleBytes(deflated(RED_ROWS)), END),
                        4,
                        3,
                        Color.RED),
                read(
                        "PNG, an unknown chunk",
                        file(SMALL, chunk("fUNy", new byte[100_000]), data(RED_ROWS), END),
                        4,
                        3,
                        Color.RED),
                read("PNG, garbage after the end", joined(RED, new byte[100_000]), 4, 3, Color.RED),
                read("PNG, a ZIP after the end", joined(RED, bytes('P', 'K', 3, 4)), 4, 3, Color.RED),
                read("PNG, no end chunk", file(SMALL, data(RED_ROWS)), 4, 3, Color.RED));
    }

    private static List<HostilePicture> damaged() {
        byte[] badChecksum = RED.clone();
        badChecksum[RED.length - 13] ^= 1;
        byte[] badHeaderChecksum = RED.clone();
        badHeaderChecksum[32] ^= 1;
        byte[] longChunk = RED.clone();
        longChunk[33] = 0x7F;
        return List.of(
                refused("PNG, cut after the signature", Arrays.copyOf(RED, 8), "damaged"),
                refused("PNG, cut in the header", Arrays.copyOf(RED, 20), "damaged"),
                refused("PNG, cut after the header", Arrays.copyOf(RED, 33), "damaged"),
                refused("PNG, cut in the data", Arrays.copyOf(RED, 45), "damaged"),
                refused("PNG, no data", file(SMALL, END), "damaged"),
                refused("PNG, empty data", file(SMALL, chunk("IDAT"), END), "damaged"),
                refused("PNG, too few rows", file(SMALL, data(RED_ROW), END), "damaged"),
                refused("PNG, data that is not deflated", file(SMALL, chunk("IDAT", RED_ROWS), END), "damaged"),
                refused(
                        "PNG, unknown filter",
                        file(SMALL, data(filteredRow(9, 4, 255, 0, 0), RED_ROW, RED_ROW), END),
                        "damaged"),
                refused("PNG, data before the header", file(data(RED_ROWS), SMALL, END), "damaged"),
                refused("PNG, palette missing", file(header(1, 1, 8, PALETTE), data(row(1, 0)), END), "damaged"),
                read(
                        "PNG, colour beyond the palette",
                        file(header(1, 1, 8, PALETTE), chunk("PLTE", bytes(0, 0, 0)), data(row(1, 200)), END),
                        1,
                        1,
                        Color.BLACK),
                read("PNG, wrong checksum of the data", badChecksum, 4, 3, Color.RED),
                read("PNG, wrong checksum of the header", badHeaderChecksum, 4, 3, Color.RED),
                read("PNG, data that claim 2 GB", longChunk, 4, 3, Color.RED));
    }

    private static List<HostilePicture> lyingHeaders() {
        return List.of(
                refused("PNG, width 0", file(header(0, 3, 8, RGB), data(RED_ROWS), END), "damaged"),
                refused("PNG, height 0", file(header(4, 0, 8, RGB), data(RED_ROWS), END), "damaged"),
                refused("PNG, negative width", file(header(-4, 3, 8, RGB), data(RED_ROWS), END), "damaged"),
                refused("PNG, 3 bits", file(header(4, 3, 3, RGB), data(RED_ROWS), END), "damaged"),
                refused("PNG, unknown kind of colours", file(header(4, 3, 8, 5), data(RED_ROWS), END), "damaged"),
                refused("PNG, unknown interlacing", file(header(4, 3, 8, RGB, 7), data(RED_ROWS), END), "damaged"),
                read(
                        "PNG, a second, huge header",
                        file(SMALL, header(20_000, 20_000, 8, RGB), data(RED_ROWS), END),
                        4,
                        3,
                        Color.RED),
                refused(
                        "PNG, 1×40000000",
                        file(header(1, 40_000_000, 1, GREY), data(new byte[80_000_000]), END),
                        "a side of 40000000 pixels"),
                refused(
                        "PNG, 40000000×1",
                        file(header(40_000_000, 1, 1, GREY), data(new byte[5_000_001]), END),
                        "a side of 40000000 pixels"),
                refused(
                        "PNG, 20000×20000",
                        file(header(20_000, 20_000, 8, RGB), data(RED_ROWS), END),
                        "400000000 pixels"),
                refused(
                        "PNG, 2147483647×2147483647",
                        file(header(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, RGB), data(RED_ROWS), END),
                        "pixels"),
                refused(
                        "PNG, 49 million pixels without data",
                        file(header(7_000, 7_000, 8, RGB), data(RED_ROWS), END),
                        "damaged"));
    }

    private static List<HostilePicture> growing() {
        byte[] text = "text\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] name = "name\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] palette = chunk("PLTE", bytes(255, 0, 0));
        byte[] dot = header(1, 1, 8, PALETTE);
        return List.of(
                read(
                        "PNG, 64 MB in the data of 12 pixels",
                        file(SMALL, chunk("IDAT", deflated(joined(RED_ROWS, new byte[64 << 20]))), END),
                        4,
                        3,
                        Color.RED),
                read(
                        "PNG, 64 MB in a text",
                        file(SMALL, chunk("iTXt", text, MANY_ZEROS), data(RED_ROWS), END),
                        4,
                        3,
                        Color.RED),
                read(
                        "PNG, 64 MB in a colour profile",
                        file(SMALL, chunk("iCCP", name, MANY_ZEROS), data(RED_ROWS), END),
                        4,
                        3,
                        Color.RED),
                read(
                        "PNG, palette and 64 MB in a text",
                        file(dot, palette, chunk("iTXt", text, MANY_ZEROS), data(row(1, 0)), END),
                        1,
                        1,
                        Color.RED),
                read(
                        "PNG, palette and 64 MB in a compressed text",
                        file(dot, palette, chunk("zTXt", name, MANY_ZEROS), data(row(1, 0)), END),
                        1,
                        1,
                        Color.RED),
                read(
                        "PNG, palette and 64 MB in a colour profile",
                        file(dot, chunk("iCCP", name, MANY_ZEROS), palette, data(row(1, 0)), END),
                        1,
                        1,
                        Color.RED));
    }

    private static byte[] singleBytes(byte[] deflated) {
        byte[][] chunks = new byte[deflated.length][];
        for (int i = 0; i < deflated.length; i++) {
            chunks[i] = chunk("IDAT", bytes(deflated[i]));
        }
        return joined(chunks);
    }
}
