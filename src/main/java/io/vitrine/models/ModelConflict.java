package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** What was asked for does not fit the state of the registry. */
public final class ModelConflict extends VitrineException {

    private ModelConflict(String code, String message) {
        super(ErrorKind.CONFLICT, code, message);
    }

    static ModelConflict active(String name) {
        return new ModelConflict(
                "model-active", "Model '" + name + "' answers searches; activate another one before deleting it.");
    }

    static ModelConflict taken(String name) {
        return new ModelConflict("model-name-taken", "Another model is registered as '" + name + "'.");
    }
}
