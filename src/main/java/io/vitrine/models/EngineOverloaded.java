package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** More calls wait for the engine than may. */
public final class EngineOverloaded extends VitrineException {

    EngineOverloaded(int waiting) {
        super(
                ErrorKind.OVERLOADED,
                "engine-overloaded",
                "More than " + waiting + " calls wait for the engine; try again in a moment.");
    }
}
