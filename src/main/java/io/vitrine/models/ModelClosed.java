package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** The version was closed while somebody waited for it, because the process ends or it is used no more. */
public final class ModelClosed extends VitrineException {

    ModelClosed(String version) {
        super(
                ErrorKind.UNAVAILABLE,
                "model-closed",
                "Model '" + version + "' was closed before it could answer; try again in a moment.");
    }
}
