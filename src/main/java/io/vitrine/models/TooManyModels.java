package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.util.Collection;
import java.util.List;

/** A search named a version that would have to be opened beside as many as memory is meant for. */
public final class TooManyModels extends VitrineException {

    TooManyModels(String version, Collection<String> open) {
        super(
                ErrorKind.CONFLICT,
                "too-many-models",
                "Model '" + version + "' would be one more than the " + open.size() + " that are open ("
                        + String.join(", ", open) + "); try again when one of them is no longer in use.",
                List.of(new FieldProblem("model", "would be one more than may be open at once; try again later")),
                null);
    }
}
