package io.vitrine.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives the application's database three foreign servers, {@code vectors_1} to {@code vectors_3}, before the application uses it. Each
 * is another database of the tests' PostgreSQL, reached over the network as if it were another machine's. The property
 * {@code test.server-settings} has further settings of the sessions there.
 */
@TestConfiguration(proxyBeanMethods = false)
public class ThreeServers {

    /** What the property that names them is set to. */
    public static final String PROPERTY = "vitrine.search.vector-servers=vectors_1,vectors_2,vectors_3";

    private static final int COUNT = 3;

    private final Map<String, TestDatabase> databases = new LinkedHashMap<>();

    @Bean
    FlywayMigrationStrategy serversBeforeUse(Environment environment) {
        return flyway -> {
            flyway.migrate();
            TestDatabase own = new TestDatabase(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getRequiredProperty("spring.datasource.password"));
            try {
                create(own, environment.getProperty("test.server-settings", ""));
            } catch (SQLException failure) {
                throw new IllegalStateException("The foreign servers could not be made", failure);
            }
        };
    }

    @Bean
    Databases databasesOfServers() {
        return new Databases(databases);
    }

    /** The servers' databases by the servers' names. */
    public record Databases(Map<String, TestDatabase> byServer) {

        /** The single value that a server's own database has for a query, as text. */
        public String ask(String server, String query) throws SQLException {
            try (Connection connection = Objects.requireNonNull(byServer.get(server))
                            .dataSource()
                            .getConnection();
                    Statement statement = connection.createStatement()) {
                return ThreeServers.ask(statement, query);
            }
        }
    }

    private void create(TestDatabase own, String settings) throws SQLException {
        try (Connection connection = own.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension postgres_fdw");
            statement.execute("create extension dblink");
            String address = "host '" + ask(statement, "select host(inet_server_addr())") + "', port '"
                    + ask(statement, "select inet_server_port()") + "'";
            for (int i = 1; i <= COUNT; i++) {
                TestDatabase database = TestDatabase.create();
                databases.put("vectors_" + i, database);
                PGSimpleDataSource source = database.dataSource();
                try (Connection there = source.getConnection();
                        Statement prepare = there.createStatement()) {
                    prepare.execute("create extension vector");
                }
                statement.execute(
                        "create server vectors_" + i + " foreign data wrapper postgres_fdw options (" + address
                                + ", dbname '" + source.getDatabaseName()
                                + "', extensions 'vector', options '-c hnsw.ef_search=400 -c hnsw.iterative_scan=relaxed_order "
                                + settings + "')");
                statement.execute("create user mapping for current_user server vectors_" + i + " options (user '"
                        + database.user() + "', password '" + database.password() + "')");
            }
        }
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
