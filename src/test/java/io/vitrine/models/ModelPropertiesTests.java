package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelPropertiesTests {

    @Test
    void haveTheseDefaults() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(binder.bindOrCreate("vitrine.models", ModelProperties.class))
                .isEqualTo(new ModelProperties(List.of(), 1, 0, 256, 16, EmbeddingPrecision.AUTO, 10_000));
    }
}
