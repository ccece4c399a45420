package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** A version was found unfit to answer searches; the one that does stays. */
public final class ActivationRefused extends VitrineException {

    public ActivationRefused(String code, String model, String reason) {
        super(ErrorKind.CONFLICT, code, "Model '" + model + "' was not activated: " + reason);
    }
}
