package io.vitrine.catalogue;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** No product belongs to the catalogue. */
public final class CatalogueNotFound extends VitrineException {

    public CatalogueNotFound(String catalogue) {
        super(ErrorKind.NOT_FOUND, "catalogue-not-found", "There is no catalogue '%s'.".formatted(catalogue));
    }
}
