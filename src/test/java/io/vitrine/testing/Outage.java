package io.vitrine.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.env.Environment;

/** A database that has cut all its connections and takes no new ones until this is closed, as while a server restarts. */
public final class Outage implements AutoCloseable {

    private final PGSimpleDataSource server;
    private final String database;

    private Outage(PGSimpleDataSource server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Begins for the database that the application's environment names. */
    public static Outage begin(Environment environment) throws SQLException {
        return begin(new TestDatabase(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password")));
    }

    public static Outage begin(TestDatabase away) throws SQLException {
        PGSimpleDataSource server = away.dataSource();
        Outage outage = new Outage(server, server.getDatabaseName());
        server.setDatabaseName("postgres");
        outage.execute("alter database " + outage.database + " allow_connections false");
        outage.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + outage.database + "'");
        return outage;
    }

    @Override
    public void close() throws SQLException {
        execute("alter database " + database + " allow_connections true");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
