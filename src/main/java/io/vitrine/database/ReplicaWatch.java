package io.vitrine.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** Asks the replica all the time whether it is there and how far it lags behind, so that no search has to find out. */
final class ReplicaWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

    private final ReadReplica replica;
    private final DataSource primary;
    private final ReadReplicaProperties properties;
    private final ReplicaLag lag = new ReplicaLag();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("read-replica-watch").factory());

    ReplicaWatch(ReadReplica replica, DataSource primary, ReadReplicaProperties properties) {
        this.replica = replica;
        this.primary = primary;
        this.properties = properties;
    }

    @EventListener(ApplicationStartedEvent.class)
    void begin() {
        var _ = clock.scheduleWithFixedDelay(
                this::check, 0, properties.checkInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The primary's position is read first, so that a replica which has it is up to date. */
    private void check() {
        Instant asked = Instant.now();
        try {
            LogSequenceNumber written = primaryPosition();
            LogSequenceNumber replayed = replicaPosition();
            if (replayed == null) {
                replica.become(ReplicaState.UNREACHABLE, "the server at its address is no replica");
            } else if (written != null) {
                judge(lag.measured(written, replayed, asked));
            }
        } catch (SQLException failure) {
            if (Fallback.of(failure) != Fallback.BUSY) {
                replica.become(ReplicaState.UNREACHABLE, String.valueOf(failure.getMessage()));
            }
        } catch (RuntimeException failure) {
            LOG.warn("The read replica could not be checked and will be again", failure);
        }
    }

    private void judge(Optional<Duration> measured) {
        measured.ifPresent(replica::lagsBehind);
        if (measured.filter(age -> age.compareTo(properties.maximumLag()) <= 0).isPresent()) {
            replica.become(ReplicaState.IN_USE, "");
        } else {
            replica.become(
                    ReplicaState.BEHIND,
                    measured.map(age -> age.toSeconds() + " s").orElse("not seen up to date yet"));
        }
    }

    /** Null while the primary is away: that says nothing about the replica. */
    private @Nullable LogSequenceNumber primaryPosition() {
        try (Connection connection = primary.getConnection()) {
            return position(connection, "select pg_current_wal_lsn()");
        } catch (SQLException away) {
            LOG.debug("The primary does not tell its position", away);
            return null;
        }
    }

    /** Null when the server is no replica. */
    private @Nullable LogSequenceNumber replicaPosition() throws SQLException {
        try (Connection connection = replica.connection()) {
            return position(connection, "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end");
        }
    }

    private static @Nullable LogSequenceNumber position(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String position = row.getString(1);
            return position == null ? null : LogSequenceNumber.valueOf(position);
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
    }
}
