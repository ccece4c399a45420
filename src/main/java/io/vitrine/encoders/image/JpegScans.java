package io.vitrine.encoders.image;

/** Counts the scans of a JPEG: the decoder walks over all pixels for each, however few bytes it has. */
public final class JpegScans {

    private static final int MARKER = 0xFF;
    private static final int TEMPORARY = 0x01;
    private static final int FIRST_RESTART = 0xD0;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;

    private JpegScans() {}

    /** How many scans begin before the picture ends; 0 for a file that is no JPEG. */
    public static int count(byte[] encoded) {
        if (encoded.length < 2 || at(encoded, 0) != MARKER || at(encoded, 1) != START_OF_IMAGE) {
            return 0;
        }
        int scans = 0;
        int position = 2;
        while (position + 4 <= encoded.length) {
            int kind = at(encoded, position) == MARKER ? at(encoded, position + 1) : 0;
            if (kind == END_OF_IMAGE) {
                return scans;
            }
            if (kind == START_OF_SCAN) {
                scans++;
            }
            position += startsSegment(kind) ? 2 + length(encoded, position + 2) : 1;
        }
        return scans;
    }

    /** Not so for a byte 0xFF of the data, for one that fills, and for markers that stand alone. */
    private static boolean startsSegment(int kind) {
        return kind != 0 && kind != MARKER && kind != TEMPORARY && (kind < FIRST_RESTART || kind > END_OF_IMAGE);
    }

    private static int length(byte[] encoded, int position) {
        return at(encoded, position) << 8 | at(encoded, position + 1);
    }

    private static int at(byte[] encoded, int position) {
        return encoded[position] & 0xFF;
    }
}
