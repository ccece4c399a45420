package io.vitrine.search;

import io.vitrine.jobs.JobContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Lets one run at a time index a catalogue for a model, over all replicas: an advisory lock, held by a connection of its own and
 * so let go of when the process dies.
 */
@Component
final class IndexLock {

    private static final long RETRY_MILLIS = 500;

    private final DataSource dataSource;

    IndexLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    <T> T holding(String model, String catalogue, JobContext job, Supplier<T> work) {
        String name = "vitrine indexing " + model + " " + catalogue;
        try (Connection connection = dataSource.getConnection()) {
            while (!ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                job.checkpoint();
                Thread.sleep(RETRY_MILLIS);
            }
            try {
                return work.get();
            } finally {
                ask(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The lock on the index could not be taken", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another indexing run", interrupted);
        }
    }

    private static boolean ask(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
