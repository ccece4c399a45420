package io.vitrine.encoders;

/** An encoder cannot be built or used as asked: what is wrong, where, and how to mend it. */
public class EncoderException extends RuntimeException {

    public EncoderException(String message) {
        super(message);
    }

    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Refuses an architecture's field that cannot work; {@code problem} completes the sentence that begins with its name. */
    public static void require(boolean condition, String field, String problem) {
        if (!condition) {
            throw new EncoderException("'" + field + "' " + problem);
        }
    }
}
