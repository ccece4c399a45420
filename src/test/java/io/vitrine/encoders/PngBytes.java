package io.vitrine.encoders;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts PNG files together chunk by chunk, also such as no writer would make. */
final class PngBytes {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_AND_ALPHA = 4;
    static final int RGB_AND_ALPHA = 6;

    static final byte[] END = chunk("IEND");

    private static final byte[] SIGNATURE = bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');

    private PngBytes() {}

    static byte[] file(byte[]... chunks) {
        return joined(SIGNATURE, joined(chunks));
    }

    static byte[] header(int width, int height, int depth, int colours) {
        return header(width, height, depth, colours, 0);
    }

    static byte[] header(int width, int height, int depth, int colours, int interlacing) {
        byte[] rest = bytes(depth, colours, 0, 0, interlacing);
        return chunk("IHDR", ByteBuffer.allocate(8).putInt(width).putInt(height).array(), rest);
    }

    static byte[] data(byte[]... rows) {
        return chunk("IDAT", deflated(joined(rows)));
    }

    /** A row without a filter: the same sample bytes for each of its pixels. */
    static byte[] row(int pixels, int... samples) {
        return filteredRow(0, pixels, samples);
    }

    static byte[] filteredRow(int filter, int pixels, int... samples) {
        return joined(bytes(filter), repeated(pixels, bytes(samples)));
    }

    static byte[] chunk(String type, byte[]... parts) {
        byte[] content = joined(parts);
        byte[] checked = joined(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 checksum = new CRC32();
        checksum.update(checked);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(checked)
                .putInt((int) checksum.getValue())
                .array();
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            output.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return output.toByteArray();
    }

    static byte[] repeated(int times, byte[] part) {
        ByteBuffer all = ByteBuffer.allocate(times * part.length);
        for (int i = 0; i < times; i++) {
            all.put(part);
        }
        return all.array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
