package io.vitrine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.vitrine.encoders.hub.HubSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrainingPropertiesTests {

    @Test
    void haveTheseDefaults() {
        TrainingProperties.Hub hub = hub(Map.of());
        HubSource source = Objects.requireNonNull(hub.source());

        assertThat(hub.directory()).isEqualTo(Path.of("var/hub"));
        assertThat(source.base()).isEqualTo(HubSource.HUGGING_FACE);
        assertThat(source.token()).isNull();
        assertThat(source.patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(source.attempts()).isEqualTo(8);
    }

    @Test
    void downloadNothingWhenOffline() {
        assertThat(hub(Map.of("vitrine.training.hub.offline", "true")).source()).isNull();
    }

    @Test
    void doNotShowTheToken() {
        TrainingProperties.Hub hub = hub(Map.of("vitrine.training.hub.token", "hf_secret"));

        assertThat(Objects.requireNonNull(hub.source()).token()).isEqualTo("hf_secret");
        assertThat(hub.toString()).doesNotContain("hf_secret");
    }

    @Test
    void refuseAnAddressThatCannotBeAHub() {
        assertThatException()
                .isThrownBy(() -> hub(Map.of("vitrine.training.hub.url", "ftp://hub.example")))
                .havingRootCause()
                .withMessageContaining("'url' must be an http or https address");
    }

    private static TrainingProperties.Hub hub(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vitrine.training", TrainingProperties.class)
                .hub();
    }
}
