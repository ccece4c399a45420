package io.vitrine.search;

import io.vitrine.testing.TestReplica;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts a streaming replica of the tests' server and has searches read from it. */
final class OnReplica implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static @Nullable TestReplica replica;

    static TestReplica replica() {
        return Objects.requireNonNull(replica);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestReplica started = TestReplica.start();
        replica = started;
        PGSimpleDataSource primary = new PGSimpleDataSource();
        primary.setUrl(context.getEnvironment().getRequiredProperty("spring.datasource.url"));
        TestPropertyValues.of(
                        "vitrine.database.read-replica.url="
                                + started.url(Objects.requireNonNull(primary.getDatabaseName())),
                        "vitrine.database.read-replica.check-interval=100ms")
                .applyTo(context);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent closed && context.equals(closed.getApplicationContext())) {
                started.close();
            }
        });
    }
}
