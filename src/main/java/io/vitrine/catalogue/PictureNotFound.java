package io.vitrine.catalogue;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** The product is there, but was imported without a picture. */
public final class PictureNotFound extends VitrineException {

    PictureNotFound(String catalogue, String id) {
        super(
                ErrorKind.NOT_FOUND,
                "picture-not-found",
                "The product '%s' of the catalogue '%s' has no picture.".formatted(id, catalogue));
    }
}
