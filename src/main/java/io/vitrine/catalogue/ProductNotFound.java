package io.vitrine.catalogue;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** The catalogue has no product with the id. */
public final class ProductNotFound extends VitrineException {

    public ProductNotFound(String catalogue, String id) {
        super(
                ErrorKind.NOT_FOUND,
                "product-not-found",
                "The catalogue '%s' has no product '%s'.".formatted(catalogue, id));
    }
}
