package io.vitrine.training;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.VitrineException;
import java.util.List;

/** A training was asked to make a model version whose name another one has. */
final class ModelNameTaken extends VitrineException {

    ModelNameTaken(String name) {
        super(
                ErrorKind.CONFLICT,
                "model-name-taken",
                "There is a model '" + name + "' already: choose another name, or delete that model first",
                List.of(new FieldProblem("name", "is taken")),
                null);
    }
}
