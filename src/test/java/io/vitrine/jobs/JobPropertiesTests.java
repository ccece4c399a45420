package io.vitrine.jobs;

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

class JobPropertiesTests {

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(Map.of()))
                .isEqualTo(new JobProperties(
                        4,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofSeconds(20)));
    }

    @Test
    void aLeaseShorterThanThreeHeartbeatsPreventsTheStart() {
        assertThatThrownBy(() -> bind(Map.of("vitrine.jobs.lease", "2s")))
                .rootCause()
                .hasMessageContaining("three heartbeats");
    }

    @Test
    void aWorkerThatRunsNoJobIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("vitrine.jobs.concurrency", "0")))
                .rootCause()
                .hasMessageContaining("concurrency");
    }

    private static JobProperties bind(Map<String, String> values) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("vitrine.jobs", Bindable.of(JobProperties.class), new ValidationBindHandler(validator));
    }
}
