package io.vitrine.encoders;

/** An encoder cannot be built or used as asked: what is wrong, where, and how to mend it. */
public class EncoderException extends RuntimeException {

    public EncoderException(String message) {
        super(message);
    }

    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
