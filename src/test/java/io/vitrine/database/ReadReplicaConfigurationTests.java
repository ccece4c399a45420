package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What there is with and without an address; nothing connects. */
class ReadReplicaConfigurationTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class)
            .withUserConfiguration(ReadReplicaConfiguration.class, Properties.class)
            .withBean(ReadReplicaHealthIndicator.class)
            .withPropertyValues(
                    "spring.datasource.url=jdbc:postgresql://primary/shop",
                    "spring.datasource.username=searcher",
                    "spring.datasource.password=secret",
                    "spring.datasource.hikari.pool-name=vitrine",
                    "spring.datasource.hikari.maximum-pool-size=7",
                    "spring.datasource.hikari.connection-init-sql=set jit = off");

    @EnableConfigurationProperties(ReadReplicaProperties.class)
    static class Properties {}

    @ParameterizedTest
    @ValueSource(strings = {"vitrine.other=x", "vitrine.database.read-replica.url="})
    void withoutAnAddressThereIsTheOneDatabaseAsBefore(String property) {
        service.withPropertyValues(property).run(context -> {
            assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            assertThat(context.getBean(SearchReads.class)).isInstanceOf(PrimaryReads.class);
            assertThat(context).doesNotHaveBean(ReplicaWatch.class);
            assertThat(status(context.getBean(ReadReplicaHealthIndicator.class)))
                    .isEqualTo(Status.UNKNOWN);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"VITRINE_DATABASE_READ_REPLICA_URL", "VITRINE_DATABASE_READREPLICA_URL"})
    void anAddressInTheEnvironmentNamesAReplica(String variable) {
        service.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(variable, "jdbc:postgresql://replica/shop"))))
                .run(context -> assertThat(context.getBean(SearchReads.class)).isInstanceOf(ReplicaReads.class));
    }

    @Test
    void aWorkerHasNoReplica() {
        service.withPropertyValues(
                        "vitrine.roles=worker", "vitrine.database.read-replica.url=jdbc:postgresql://replica/shop")
                .run(context -> assertThat(context).doesNotHaveBean(ReadReplica.class));
    }

    @Test
    void theOneDataSourceIsStillThePrimarysPoolToWhoeverLooksIntoIt() {
        service.withPropertyValues("vitrine.database.read-replica.url=jdbc:postgresql://replica/shop")
                .run(context -> {
                    assertThat(context.getBean(DataSource.class)).isInstanceOf(RoutedDataSource.class);
                    assertThat(primary(context.getBean(DataSource.class)).getPoolName())
                            .isEqualTo("vitrine");
                });
    }

    @Test
    void theReplicasPoolIsAsThePrimarysButForWhatIsToldOfIt() {
        service.withPropertyValues(
                        "vitrine.database.read-replica.url=jdbc:postgresql://replica/shop",
                        "vitrine.database.read-replica.password=its own",
                        "vitrine.database.read-replica.maximum-pool-size=9")
                .run(context -> {
                    ReadReplicaProperties properties = context.getBean(ReadReplicaProperties.class);
                    try (HikariDataSource pool = ReplicaPool.of(
                            properties, context.getBean(JdbcConnectionDetails.class), context.getEnvironment())) {
                        assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:postgresql://replica/shop");
                        assertThat(pool.getUsername()).isEqualTo("searcher");
                        assertThat(pool.getPassword()).isEqualTo("its own");
                        assertThat(pool.getMaximumPoolSize()).isEqualTo(9);
                        assertThat(pool.getConnectionTimeout()).isEqualTo(1000);
                        assertThat(pool.getConnectionInitSql()).isEqualTo("set jit = off");
                        assertThat(pool.getDataSourceProperties())
                                .containsEntry("readOnlyMode", "always")
                                .containsEntry("socketTimeout", "30");
                    }
                });
    }

    private static HikariDataSource primary(DataSource source) throws SQLException {
        return source.unwrap(HikariDataSource.class);
    }

    private static Status status(ReadReplicaHealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health()).getStatus();
    }
}
