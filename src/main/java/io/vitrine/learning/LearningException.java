package io.vitrine.learning;

/** A training cannot start or go on: what is wrong, where, and how to mend it. */
public class LearningException extends RuntimeException {

    public LearningException(String message) {
        super(message);
    }

    public LearningException(String message, Throwable cause) {
        super(message, cause);
    }
}
