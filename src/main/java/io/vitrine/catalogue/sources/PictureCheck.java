package io.vitrine.catalogue.sources;

import io.vitrine.encoders.Preprocessing;
import io.vitrine.encoders.UnreadablePictureException;

/** Decodes a picture once before it is taken, as indexing and training will, so that they never meet one that they cannot read. */
public final class PictureCheck {

    private PictureCheck() {}

    /** @throws RowRefused when the bytes are not a whole picture that can be decoded */
    public static void check(byte[] encoded) throws RowRefused {
        if (PictureType.of(encoded) == null) {
            throw unreadable("is not a JPEG, PNG or GIF; convert it to one of these");
        }
        try {
            Preprocessing.decode(encoded).flush();
        } catch (UnreadablePictureException problem) {
            throw unreadable("cannot be read: " + problem.getMessage());
        }
    }

    private static RowRefused unreadable(String problem) {
        return new RowRefused(SkipReason.UNREADABLE_PICTURE, "has a picture that " + problem);
    }
}
