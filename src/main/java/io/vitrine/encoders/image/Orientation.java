package io.vitrine.encoders.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a camera was held: the Exif orientation (tag 0x0112, values 1 to 8) of a JPEG, and the turn that undoes it. */
public enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    TRANSPOSED,
    ON_ITS_LEFT,
    TRANSVERSED,
    ON_ITS_RIGHT;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int APPLICATION_1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final short TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    /** The orientation that a file states; upright when it states none, or none that can be read. */
    public static Orientation of(byte[] encoded) {
        if (encoded.length < 4 || ByteBuffer.wrap(encoded).getChar() != START_OF_IMAGE) {
            return UPRIGHT;
        }
        int at = 2;
        while (at + 4 <= encoded.length && (encoded[at] & 0xFF) == MARKER) {
            int kind = encoded[at + 1] & 0xFF;
            int length = ByteBuffer.wrap(encoded).getChar(at + 2);
            int end = Math.min(at + 2 + length, encoded.length);
            if (kind == START_OF_SCAN || length < 2) {
                return UPRIGHT;
            }
            int body = at + 4 + EXIF.length;
            if (kind == APPLICATION_1 && end > body && Arrays.equals(encoded, at + 4, body, EXIF, 0, EXIF.length)) {
                return inTags(ByteBuffer.wrap(encoded, body, end - body).slice());
            }
            at = end;
        }
        return UPRIGHT;
    }

    private static Orientation inTags(ByteBuffer tiff) {
        if (tiff.capacity() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > tiff.capacity()) {
            return UPRIGHT;
        }
        int entries = tiff.getChar((int) directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.capacity()) {
                return UPRIGHT;
            }
            if (tiff.getShort((int) entry) == TAG) {
                int value = tiff.getChar((int) entry + 8);
                return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** The picture as its photographer saw it. */
    public BufferedImage upright(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        boolean turned = ordinal() >= TRANSPOSED.ordinal();
        Raster from = stored.getRaster();
        WritableRaster to = stored.getColorModel()
                .createCompatibleWritableRaster(turned ? bottom + 1 : right + 1, turned ? right + 1 : bottom + 1);
        for (int y = 0; y < to.getHeight(); y++) {
            for (int x = 0; x < to.getWidth(); x++) {
                int fromX = switch (this) {
                    case UPRIGHT, UPSIDE_DOWN_MIRRORED -> x;
                    case MIRRORED, UPSIDE_DOWN -> right - x;
                    case TRANSPOSED, ON_ITS_LEFT -> y;
                    case TRANSVERSED, ON_ITS_RIGHT -> right - y;
                };
                int fromY = switch (this) {
                    case UPRIGHT, MIRRORED -> y;
                    case UPSIDE_DOWN, UPSIDE_DOWN_MIRRORED -> bottom - y;
                    case TRANSPOSED, ON_ITS_RIGHT -> x;
                    case ON_ITS_LEFT, TRANSVERSED -> bottom - x;
                };
                to.setDataElements(x, y, from.getDataElements(fromX, fromY, null));
            }
        }
        return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
    }
}
