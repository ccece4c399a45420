package io.vitrine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections to the server that the running work has chosen, by default to the primary. It is no {@code AbstractRoutingDataSource}:
 * Spring Boot counts all of such a source's targets into the database's health, and so into the readiness.
 */
final class RoutedDataSource extends DelegatingDataSource {

    private final ReadReplica replica;

    RoutedDataSource(DataSource primary, ReadReplica replica) {
        super(primary);
        this.replica = replica;
    }

    @Override
    public Connection getConnection() throws SQLException {
        boolean replicaChosen = Server.chosen().filter(Server.REPLICA::equals).isPresent();
        return replicaChosen
                ? replica.connection()
                : Objects.requireNonNull(getTargetDataSource()).getConnection();
    }
}
