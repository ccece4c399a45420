package io.vitrine.database;

import java.util.function.Supplier;

/** Runs what searches read from the database: on the read replica where there is one, else on the primary. */
public interface SearchReads {

    /**
     * Runs statements that only read. Whatever the replica fails or refuses is run again on the primary, whose answer or refusal counts:
     * the replica may be away, or not have yet, or no longer have, what the primary has. So this may run twice, and must neither change
     * anything nor begin within a transaction. Within another read, it runs where that one does.
     */
    <T> T read(Supplier<T> reading);

    /** Whether all reads see one database, each no older than those before it. */
    boolean isOneServer();

    /** Runs statements on the primary, also within a read: for what is kept longer than the replica may lag behind. */
    <T> T readLatest(Supplier<T> reading);
}
