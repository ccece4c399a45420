package io.vitrine.evaluation;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import java.util.UUID;

/** No evaluation has this id, or its job is not done. */
public final class EvaluationNotFound extends VitrineException {

    EvaluationNotFound(UUID id) {
        super(
                ErrorKind.NOT_FOUND,
                "evaluation-not-found",
                "There is no report '" + id + "'; while it is being made, GET /api/jobs/" + id
                        + " shows how far it is.");
    }
}
