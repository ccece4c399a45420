package io.vitrine.database;

import io.vitrine.errors.VitrineException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the primary was read in place of the replica. */
enum Fallback {
    /** There is no connection to the replica, or it broke. */
    UNREACHABLE,
    /** The replica lags too far behind. */
    BEHIND,
    /** All connections of the replica's pool stayed in use. */
    BUSY,
    /** The replica cancelled the statement: it stood in the way of what had to be replayed, or took too long. */
    CANCELLED,
    /** The replica does not have what was looked for: not yet, no longer, or because there is no such thing. */
    MISSING,
    OTHER;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a failure of a read on the replica means. */
    static Fallback of(Throwable failure) {
        SQLException cause = sqlException(failure);
        if (cause == null) {
            return failure instanceof VitrineException ? MISSING : OTHER;
        }
        if (cause instanceof SQLTransientConnectionException timeout) {
            // The pool names the last failure to connect, if that is what kept it from giving a connection.
            return timeout.getCause() == null ? BUSY : UNREACHABLE;
        }
        return of(cause.getSQLState());
    }

    private static Fallback of(@Nullable String sqlState) {
        if (sqlState == null) {
            return OTHER;
        }
        return switch (sqlState) {
            case "40001", "57014" -> CANCELLED; // serialization_failure (also: conflict with recovery), query_canceled
            case "42P01", "42704", "42703", "42883", "3F000" ->
                MISSING; // undefined table, object, column, function, schema
            case "53300", "3D000" -> UNREACHABLE; // too_many_connections, no such database
            // connection exceptions; shutdown, crash or start; refused credentials
            default ->
                sqlState.startsWith("08") || sqlState.startsWith("57P") || sqlState.startsWith("28")
                        ? UNREACHABLE
                        : OTHER;
        };
    }

    private static @Nullable SQLException sqlException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException exception) {
                return exception;
            }
        }
        return null;
    }
}
