package io.vitrine.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Sets the replica's pool up as the primary's is, but for what {@link ReadReplicaProperties} tells. */
final class ReplicaPool {

    static final String NAME = "vitrine-read-replica";

    private ReplicaPool() {}

    /** A pool that connects at the first request for a connection, and starts also while the replica is away. */
    static HikariDataSource of(
            ReadReplicaProperties properties, JdbcConnectionDetails primary, Environment environment) {
        HikariDataSource pool = new HikariDataSource();
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        pool.setPoolName(NAME);
        pool.setJdbcUrl(properties.url());
        pool.setUsername(StringUtils.hasText(properties.username()) ? properties.username() : primary.getUsername());
        pool.setPassword(StringUtils.hasText(properties.password()) ? properties.password() : primary.getPassword());
        pool.setMaximumPoolSize(properties.maximumPoolSize());
        pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setReadOnly(true);
        connect(pool, properties);
        return pool;
    }

    /** What the driver is told; the address may say otherwise. A write is refused even where the address names no replica. */
    private static void connect(HikariDataSource pool, ReadReplicaProperties properties) {
        long seconds = Math.max(1, properties.connectionTimeout().toSeconds());
        pool.addDataSourceProperty("connectTimeout", Long.toString(seconds));
        pool.addDataSourceProperty(
                "socketTimeout", Long.toString(properties.answerTimeout().toSeconds()));
        pool.addDataSourceProperty("readOnlyMode", "always");
        pool.addDataSourceProperty("ApplicationName", NAME);
    }
}
