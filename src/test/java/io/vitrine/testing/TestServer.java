package io.vitrine.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL server of a test run, the first that is there: the one that SPRING_DATASOURCE_URL names, a container when
 * a Docker engine answers, or the private cluster of {@code src/scripts/postgres.sh}. Without any, tests fail.
 */
final class TestServer {

    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:0.8.2-pg17").asCompatibleSubstituteFor("postgres");

    private static final String PRIVATE_CLUSTER = "test";

    private static @Nullable TestServer server;

    private final PGSimpleDataSource address;
    private final boolean privateCluster;
    private final List<String> databases = new ArrayList<>();

    private TestServer(PGSimpleDataSource address, boolean privateCluster, Runnable stop) {
        this.address = address;
        this.privateCluster = privateCluster;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            databases.forEach(name -> execute("drop database if exists " + name + " with (force)"));
            stop.run();
        }));
    }

    static synchronized TestServer get() {
        if (server == null) {
            server = find(System.getenv());
        }
        return server;
    }

    /** Whether it is the one of {@code src/scripts/postgres.sh}, which can make a replica of it. */
    boolean isPrivateCluster() {
        return privateCluster;
    }

    synchronized void createDatabase(String name) {
        execute("create database " + name);
        databases.add(name);
    }

    PGSimpleDataSource database(String name) {
        PGSimpleDataSource database = at(address.getUrl(), address.getUser(), address.getPassword());
        database.setDatabaseName(name);
        return database;
    }

    private void execute(String sql) {
        try (Connection connection = address.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The tests' PostgreSQL refused `" + sql + "`: " + e.getMessage(), e);
        }
    }

    private static TestServer find(Map<String, String> environment) {
        String url = environment.get("SPRING_DATASOURCE_URL");
        if (url != null) {
            String user = environment.get("SPRING_DATASOURCE_USERNAME");
            return new TestServer(at(url, user, environment.get("SPRING_DATASOURCE_PASSWORD")), false, () -> {});
        }
        boolean clusterStarted = environment.containsKey("VITRINE_TEST_CLUSTER");
        return !clusterStarted && DockerClientFactory.instance().isDockerAvailable()
                ? container()
                : privateCluster(clusterStarted);
    }

    private static PGSimpleDataSource at(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "jit=off");
        container.start();
        return new TestServer(
                at(container.getJdbcUrl(), container.getUsername(), container.getPassword()), false, container::stop);
    }

    /** Whoever starts the cluster stops it: {@code make test} for all tests, or else this process. */
    private static TestServer privateCluster(boolean startedForUs) {
        if (!startedForUs) {
            script("start", PRIVATE_CLUSTER);
        }
        return new TestServer(at(script("url", PRIVATE_CLUSTER), null, null), true, () -> {
            if (!startedForUs) {
                script("stop", PRIVATE_CLUSTER);
            }
        });
    }

    static String script(String command, String cluster) {
        Path script = Path.of("src/scripts/postgres.sh").toAbsolutePath();
        try {
            Process process = new ProcessBuilder("bash", script.toString(), command, cluster)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("No database for the tests: `" + script + " " + command + " " + cluster
                        + "` failed, its reason stands above in the output");
            }
            return output.strip();
        } catch (IOException e) {
            throw new IllegalStateException("No database for the tests: " + script + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while preparing the tests' database", e);
        }
    }
}
