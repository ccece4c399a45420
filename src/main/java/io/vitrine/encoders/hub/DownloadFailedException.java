package io.vitrine.encoders.hub;

import java.io.IOException;

/** A file cannot be downloaded, and asking again would not help; the message says why. */
public final class DownloadFailedException extends IOException {

    DownloadFailedException(String message) {
        super(message);
    }

    DownloadFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a failure says of itself, which for some of Java's is nothing but its name. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        String name = failure.getClass().getSimpleName();
        return failure.getCause() == null ? name : name + ", " + reason(failure.getCause());
    }
}
