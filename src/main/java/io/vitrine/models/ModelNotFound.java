package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** No version has this name. */
public final class ModelNotFound extends VitrineException {

    ModelNotFound(String name) {
        super(ErrorKind.NOT_FOUND, "model-not-found", "There is no model '" + name + "'.");
    }
}
