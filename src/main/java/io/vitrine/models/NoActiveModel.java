package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** No version has been activated yet. */
public final class NoActiveModel extends VitrineException {

    NoActiveModel() {
        super(ErrorKind.UNAVAILABLE, "no-active-model", "No model is active yet; activate one of GET /api/models.");
    }
}
