package io.vitrine.database;

import java.util.Locale;

/** Whether searches read from the replica, and if not, why. */
enum ReplicaState {
    /** Nothing is known of it before the first check; it is not used. */
    UNKNOWN,
    IN_USE,
    /** It takes no connections, or is no replica. */
    UNREACHABLE,
    /** It has not replayed for too long what the primary has written. */
    BEHIND;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
