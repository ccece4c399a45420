package io.vitrine.encoders.hub;

import java.io.IOException;
import java.time.Duration;

/** The hub is too busy to answer and may have said for how long. */
final class HubBusyException extends IOException {

    private final transient Duration wait;

    /** @param wait zero when the hub did not say */
    HubBusyException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    Duration waitFor() {
        return wait;
    }
}
