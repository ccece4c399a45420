package io.vitrine.search;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** Not all of the catalogue's names have been embedded by the model that would answer. */
public final class CaptionsNotReady extends VitrineException {

    CaptionsNotReady(String catalogue, String model) {
        super(
                ErrorKind.UNAVAILABLE,
                "captions-not-ready",
                "The names of catalogue '" + catalogue + "' are being embedded by model '" + model
                        + "', or wait for it; GET /api/jobs shows how far it is.");
    }
}
