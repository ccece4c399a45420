package io.vitrine.testing;

import java.util.Objects;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database of one test class on the test server; it is dropped when the tests have ended. */
public record TestDatabase(String url, String user, String password) {

    /** Creates a database under a new name; takes some ten milliseconds once the server is there. */
    public static TestDatabase create() {
        TestServer server = TestServer.get();
        String name = "vitrine_test_" + UUID.randomUUID().toString().replace("-", "");
        server.createDatabase(name);
        PGSimpleDataSource database = server.database(name);
        return new TestDatabase(
                database.getUrl(),
                Objects.toString(database.getUser(), ""),
                Objects.toString(database.getPassword(), ""));
    }

    /** A plain data source without a pool, for tests that need no application context. */
    public PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }
}
