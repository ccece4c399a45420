package io.vitrine.catalogue.sources;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The picture formats that a catalogue takes, told apart by their first bytes. */
public enum PictureType {
    JPEG("image/jpeg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "\u0089PNG\r\n\u001A\n"),
    GIF("image/gif", "GIF8");

    private final String mediaType;
    private final byte[] start;

    PictureType(String mediaType, String start) {
        this.mediaType = mediaType;
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The format of an encoded picture, null when it is none of these. */
    public static @Nullable PictureType of(byte[] encoded) {
        for (PictureType type : values()) {
            if (encoded.length >= type.start.length
                    && Arrays.equals(encoded, 0, type.start.length, type.start, 0, type.start.length)) {
                return type;
            }
        }
        return null;
    }

    public String mediaType() {
        return mediaType;
    }
}
