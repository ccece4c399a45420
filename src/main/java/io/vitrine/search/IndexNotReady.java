package io.vitrine.search;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** The catalogue has not been indexed for the model that would answer. */
public final class IndexNotReady extends VitrineException {

    IndexNotReady(String catalogue, String model) {
        super(
                ErrorKind.UNAVAILABLE,
                "index-not-ready",
                "Catalogue '" + catalogue + "' is being indexed for model '" + model
                        + "', or waits for it; GET /api/jobs shows how far it is.");
    }
}
