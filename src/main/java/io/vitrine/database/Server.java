package io.vitrine.database;

import java.util.Optional;
import java.util.function.Supplier;

/** A server that statements can go to. */
enum Server {
    PRIMARY,
    REPLICA;

    private static final ScopedValue<Server> CHOSEN = ScopedValue.newInstance();

    /** Has the connections that the work takes, on this thread, come from this server. */
    <T> T during(Supplier<T> work) {
        return ScopedValue.where(CHOSEN, this).call(work::get);
    }

    /** The one that work on this thread has chosen, if any has. */
    static Optional<Server> chosen() {
        return CHOSEN.isBound() ? Optional.of(CHOSEN.get()) : Optional.empty();
    }
}
