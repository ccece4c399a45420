package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class ReadReplicaPropertiesTests {

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ReadReplicaProperties(
                        null,
                        null,
                        null,
                        16,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30)));
    }

    @Test
    void aLagThatTheChecksCannotTellPreventsTheStart() {
        assertThatThrownBy(() -> bind(Map.of("vitrine.database.read-replica.maximum-lag", "3s")))
                .rootCause()
                .hasMessageContaining("maximumLag at least two checkIntervals");
    }

    @Test
    void aWaitThatThePoolDoesNotTakePreventsTheStart() {
        assertThatThrownBy(() -> bind(Map.of("vitrine.database.read-replica.connection-timeout", "200ms")))
                .rootCause()
                .hasMessageContaining("connectionTimeout");
    }

    private static ReadReplicaProperties bind(Map<String, String> values) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(
                        "vitrine.database.read-replica",
                        Bindable.of(ReadReplicaProperties.class),
                        new ValidationBindHandler(validator));
    }
}
