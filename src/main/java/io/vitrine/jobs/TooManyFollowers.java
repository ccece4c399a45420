package io.vitrine.jobs;

import io.vitrine.errors.ErrorKind;
import io.vitrine.errors.VitrineException;

/** No further stream of job events can be opened at the moment. */
final class TooManyFollowers extends VitrineException {

    TooManyFollowers(int limit) {
        super(
                ErrorKind.OVERLOADED,
                "too-many-followers",
                limit + " streams of job events are open; read the job instead.");
    }
}
