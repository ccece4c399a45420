package io.vitrine.jobs;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;
import java.util.UUID;

/** There is no job with an id. */
public final class JobNotFound extends VitrineException {

    JobNotFound(UUID id) {
        super(ErrorKind.NOT_FOUND, "job-not-found", "There is no job " + id + ".");
    }
}
