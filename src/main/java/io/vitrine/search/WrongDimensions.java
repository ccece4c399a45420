package io.vitrine.search;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import io.vitrine.models.LoadedModel;

/** A version cannot be indexed, because its vectors do not fit the tables. */
final class WrongDimensions extends VitrineException {

    private WrongDimensions(LoadedModel model) {
        super(
                ErrorKind.CONFLICT,
                "wrong-dimensions",
                "Model '" + model.version() + "' makes vectors of " + model.dimensions()
                        + " dimensions, and the database holds such of " + EmbeddingTable.DIMENSIONS
                        + ": train an architecture with \"dimensions\": " + EmbeddingTable.DIMENSIONS + ".");
    }

    /** @throws WrongDimensions before anything is embedded in vain */
    static void refuse(LoadedModel model) {
        if (model.dimensions() != EmbeddingTable.DIMENSIONS) {
            throw new WrongDimensions(model);
        }
    }
}
