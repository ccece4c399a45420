package io.vitrine.search;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.util.List;

/** A search named a version that has no vectors of the catalogue. */
final class ModelNotIndexed extends VitrineException {

    ModelNotIndexed(String model, String catalogue) {
        super(
                ErrorKind.CONFLICT,
                "model-not-indexed",
                "Catalogue '" + catalogue + "' is not indexed for model '" + model
                        + "'; POST /api/indexing-jobs makes its vectors.",
                List.of(new FieldProblem("model", "has no vectors of catalogue '" + catalogue + "'")),
                null);
    }
}
