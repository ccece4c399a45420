package io.vitrine.models;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** As many calls wait for the engine as may. */
public final class EngineOverloaded extends VitrineException {

    EngineOverloaded(int waiting) {
        super(
                ErrorKind.OVERLOADED,
                "engine-overloaded",
                waiting + " calls wait for the engine already; try again in a moment.");
    }
}
