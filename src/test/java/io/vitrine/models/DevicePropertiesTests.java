package io.vitrine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DevicePropertiesTests {

    @Test
    void haveTheseDefaults() {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));

        assertThat(binder.bindOrCreate("vitrine", DeviceProperties.class)).isEqualTo(new DeviceProperties("auto"));
    }
}
