package io.vitrine.encoders;

/** A picture's bytes cannot be decoded; the message says why. */
public class UnreadablePictureException extends Exception {

    public UnreadablePictureException(String message) {
        super(message);
    }

    public UnreadablePictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
