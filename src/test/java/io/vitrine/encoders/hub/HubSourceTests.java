package io.vitrine.encoders.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.encoders.EncoderException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HubSourceTests {

    @Test
    void composes_the_address_of_a_file() {
        HubReference reference = HubReference.parse("hub:google-bert/bert-base-uncased");

        assertThat(HubSource.of(HubSource.HUGGING_FACE, null).file(reference, "main", "config.json"))
                .hasToString("https://huggingface.co/google-bert/bert-base-uncased/resolve/main/config.json");
        assertThat(HubSource.of(URI.create("https://mirror.example/hub/"), null).file(reference, "v2", "a.json"))
                .hasToString("https://mirror.example/hub/google-bert/bert-base-uncased/resolve/v2/a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://hub.example", "hub.example", "/hub", "https://user@hub.example", "https://hub.example?a=b"
            })
    void takes_only_the_address_of_a_web_server(String address) {
        assertRefused(address, null);
    }

    @Test
    void sends_a_token_only_where_nobody_can_read_it_on_the_way() {
        assertRefused("http://hub.example", "secret");
        assertThat(HubSource.of(URI.create("http://hub.example"), null).token()).isNull();
        assertThat(HubSource.of(URI.create("https://hub.example"), "secret").token())
                .isEqualTo("secret");
        assertThat(HubSource.of(URI.create("https://hub.example"), "secret")).hasToString("https://hub.example");
    }

    @Test
    void knows_its_own_addresses() {
        HubSource source = HubSource.of(URI.create("https://hub.example"), "secret");

        assertThat(source.owns(URI.create("https://HUB.example:443/any"))).isTrue();
        assertThat(source.owns(URI.create("http://hub.example/any"))).isFalse();
        assertThat(source.owns(URI.create("https://hub.example:8443/any"))).isFalse();
        assertThat(source.owns(URI.create("https://cdn.hub.example/any"))).isFalse();
    }

    @Test
    void keeps_each_named_revision_apart() {
        Path hubs = Path.of("hubs");

        assertThat(HubReference.parse("hub:owner/name").within(hubs)).isEqualTo(Path.of("hubs/owner/name"));
        assertThat(HubReference.parse("hub:owner/name@v1.0").within(hubs)).isEqualTo(Path.of("hubs/owner/name@v1.0"));
        assertThat(HubReference.parse("hub:name")).hasToString("hub:name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner/name",
                "hub:",
                "hub:/name",
                "hub:owner/",
                "hub:a/b/c",
                "hub:../name",
                "hub:owner/..",
                "hub:.",
                "hub:owner/name@",
                "hub:owner/name@../x",
                "hub:owner/na me",
                "hub:owner/name@a/b"
            })
    void refuses_what_is_no_reference(String reference) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> HubReference.parse(reference))
                .withMessageContaining("hub:owner/name");
    }

    private static void assertRefused(String address, @Nullable String token) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> HubSource.of(URI.create(address), token))
                .withMessageContaining("'url'");
    }
}
