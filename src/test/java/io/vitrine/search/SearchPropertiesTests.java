package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SearchPropertiesTests {

    @Test
    void haveTheseDefaults() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(binder.bindOrCreate("vitrine.search", SearchProperties.class))
                .isEqualTo(new SearchProperties(
                        100_000,
                        20_000,
                        400,
                        DataSize.ofMegabytes(256),
                        10_000,
                        DataSize.ofGigabytes(2),
                        0,
                        1024,
                        32,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        List.of()));
    }

    @Test
    void takeDifferentIdentifiersForServersOnly() {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            assertThat(validator.validate(withServers("vectors_1,vectors_2"))).isEmpty();
            assertThat(validator.validate(withServers("vectors_1,vectors_1"))).hasSize(1);
            assertThat(validator.validate(withServers("vectors_1\" cascade; --")))
                    .hasSize(1);
        }
    }

    private static SearchProperties withServers(String servers) {
        Map<String, String> values = Map.of("vitrine.search.vector-servers", servers);
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("vitrine.search", SearchProperties.class);
    }
}
