package io.vitrine.models;

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

class ReplicaPropertiesTests {

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ReplicaProperties(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(5)));
    }

    @Test
    void aSilenceBetweenTwoHeartbeatsPreventsTheStart() {
        assertThatThrownBy(() -> bind(Map.of("vitrine.models.replicas.silence", "2s")))
                .rootCause()
                .hasMessageContaining("three heartbeats");
    }

    private static ReplicaProperties bind(Map<String, String> values) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(
                        "vitrine.models.replicas",
                        Bindable.of(ReplicaProperties.class),
                        new ValidationBindHandler(validator));
    }
}
