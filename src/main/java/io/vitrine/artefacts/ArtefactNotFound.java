package io.vitrine.artefacts;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** Nothing is stored under a hash. */
public final class ArtefactNotFound extends VitrineException {

    ArtefactNotFound(String hash) {
        super(ErrorKind.NOT_FOUND, "artefact-not-found", "No artefact is stored under '" + hash + "'.");
    }
}
