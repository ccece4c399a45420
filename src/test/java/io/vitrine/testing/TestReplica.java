package io.vitrine.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A streaming replica of the test server. There is one only where the tests have a private cluster. */
public final class TestReplica implements AutoCloseable {

    private static final String CLUSTER = "test-replica";

    private TestReplica() {}

    /** Whether this run can have one: not with a server that somebody else has started, or in a container. */
    public static boolean isPossible() {
        return TestServer.get().isPrivateCluster();
    }

    /** Starts one anew that has all that the server has; takes about a second. */
    public static TestReplica start() {
        TestServer.script("start", CLUSTER);
        return new TestReplica();
    }

    /** The address of a database of the test server on the replica, which takes the same user and password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + address(database).getPortNumbers()[0] + "/" + database;
    }

    /** Has it replay nothing more, until {@link #resume}. */
    public void pause() {
        ask("select pg_wal_replay_pause()");
        while (!"paused".equals(ask("select pg_get_wal_replay_pause_state()"))) {
            Thread.onSpinWait();
        }
    }

    public void resume() {
        ask("select pg_wal_replay_resume()");
    }

    /** The first value that a query gives on it. */
    public @Nullable String ask(String query) {
        try (Connection connection = address("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException("The replica refused `" + query + "`", failure);
        }
    }

    private static PGSimpleDataSource address(String database) {
        PGSimpleDataSource address = new PGSimpleDataSource();
        address.setUrl(TestServer.script("url", CLUSTER));
        address.setDatabaseName(database);
        return address;
    }

    /** Starts it again on its old address after {@link #close}. */
    public void startAgain() {
        TestServer.script("again", CLUSTER);
    }

    /** Stops it, which cuts its connections. */
    @Override
    public void close() {
        TestServer.script("stop", CLUSTER);
    }
}
