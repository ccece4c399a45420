package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

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
                        DataSize.ofMegabytes(128),
                        DataSize.ofGigabytes(2),
                        0,
                        32,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        List.of()));
    }
}
