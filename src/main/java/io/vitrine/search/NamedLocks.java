package io.vitrine.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Locks by name over all processes that share the database: advisory locks, held by a connection of their own and so let go of when
 * the process dies. For use by one thread.
 */
final class NamedLocks implements AutoCloseable {

    private static final String KEY = "(hashtextextended(?, 0))";

    private final Connection connection;

    NamedLocks(DataSource dataSource) {
        try {
            this.connection = dataSource.getConnection();
        } catch (SQLException failure) {
            throw new IllegalStateException("There is no connection for locks", failure);
        }
    }

    /** Takes a lock that nobody else holds in either way; says whether it did. */
    boolean tryTake(String name) {
        return ask("pg_try_advisory_lock", name);
    }

    void release(String name) {
        ask("pg_advisory_unlock", name);
    }

    /** Takes a lock that others may share; says whether it did. */
    boolean tryShare(String name) {
        return ask("pg_try_advisory_lock_shared", name);
    }

    void releaseShared(String name) {
        ask("pg_advisory_unlock_shared", name);
    }

    private boolean ask(String function, String name) {
        try (PreparedStatement statement = connection.prepareStatement("select " + function + KEY)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The lock '" + name + "' could not be asked for", failure);
        }
    }

    /** Lets go of all that is held still. */
    @Override
    public void close() {
        try (Connection held = connection;
                PreparedStatement statement = held.prepareStatement("select pg_advisory_unlock_all()")) {
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException("The locks could not be let go of", failure);
        }
    }
}
