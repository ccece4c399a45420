package io.vitrine.encoders.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.hub.DownloadListener;
import io.vitrine.encoders.hub.FakeHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HubTests {

    private static final String REFERENCE = "hub:owner/name";
    private static final byte[] CONFIG = "{\"model_type\":\"bert\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final FakeHub server = new FakeHub();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takes_what_is_there_and_asks_nobody() throws IOException {
        put("config.json", CONFIG);
        put("model.safetensors", tensors("a"));

        assertThat(online().resolve(REFERENCE, Hub.Part.WEIGHTS).tensors()).containsOnlyKeys("a");
        assertThat(server.hubRequests).isEmpty();
    }

    @Test
    void says_what_is_missing_and_how_to_mend_it_where_it_may_not_download() {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> new Hub(directory).resolve(REFERENCE, Hub.Part.TOKENIZER))
                .withMessageContaining("hub:owner/name is not in " + directory)
                .withMessageContaining("missing: config.json, tokenizer.json")
                .withMessageContaining("downloading is switched off")
                .withMessageContaining("put it there as " + directory.resolve("owner/name"))
                .withMessageContaining("allow the download");
    }

    @Test
    void downloads_the_wanted_part_and_nothing_else() throws IOException {
        server.publish("config.json", CONFIG);
        server.publish("tokenizer.json", "{}".getBytes(StandardCharsets.UTF_8));
        server.publish("model.safetensors", tensors("a"));

        assertThat(online().resolve(REFERENCE, Hub.Part.TOKENIZER).tokenizer()).hasContent("{}");
        assertThat(directory.resolve("owner/name/model.safetensors")).doesNotExist();

        assertThat(online().resolve(REFERENCE, Hub.Part.WEIGHTS).tensors()).containsOnlyKeys("a");
        assertThat(new Hub(directory).resolve(REFERENCE, Hub.Part.WEIGHTS).modelType())
                .isEqualTo("bert");
    }

    @Test
    void downloads_the_shards_where_there_is_no_single_file_and_those_alone_that_are_missing() throws IOException {
        server.publish("config.json", CONFIG);
        server.publish("one.safetensors", tensors("a"));
        server.publish("two.safetensors", tensors("b"));
        byte[] index = "{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}"
                .getBytes(StandardCharsets.UTF_8);
        server.publish(ShardIndex.NAME, index);

        assertThat(online().resolve(REFERENCE, Hub.Part.WEIGHTS).tensors()).containsOnlyKeys("a", "b");

        Files.delete(directory.resolve("owner/name/two.safetensors"));
        server.storeRequests.clear();
        assertThat(online().resolve(REFERENCE, Hub.Part.WEIGHTS).tensors()).containsOnlyKeys("a", "b");
        assertThat(server.storeRequests)
                .singleElement()
                .satisfies(request -> assertThat(request.path()).endsWith("two.safetensors"));
    }

    @Test
    void refuses_an_index_that_names_what_the_checkpoint_does_not_have() {
        server.publish("config.json", CONFIG);
        server.publish(
                ShardIndex.NAME, "{\"weight_map\":{\"a\":\"one.safetensors\"}}".getBytes(StandardCharsets.UTF_8));

        assertFails(Hub.Part.WEIGHTS, "names one.safetensors, which the checkpoint does not have");
    }

    @Test
    void says_which_file_a_checkpoint_lacks() {
        server.publish("config.json", CONFIG);

        assertFails(Hub.Part.WEIGHTS, "missing: model.safetensors", "has no such file");
        assertFails(Hub.Part.TOKENIZER, "missing: tokenizer.json", "has no such file");
    }

    @Test
    void says_that_the_hub_cannot_be_reached() {
        server.close();

        assertFails(
                Hub.Part.WEIGHTS, "could not be downloaded from " + server.base(), "cannot be reached", "put it there");
    }

    private void assertFails(Hub.Part part, String... words) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> online().resolve(REFERENCE, part))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private Hub online() {
        return new Hub(directory, server.source(2), DownloadListener.SILENT);
    }

    private void put(String file, byte[] content) throws IOException {
        Files.createDirectories(directory.resolve("owner/name"));
        Files.write(directory.resolve("owner/name").resolve(file), content);
    }

    private byte[] tensors(String name) throws IOException {
        Path file = directory.resolve("scratch.safetensors");
        Safetensors.write(file, Map.of(name, new Safetensors.Values(new Shape(2), new float[] {1, 2})), TensorType.F32);
        return Files.readAllBytes(file);
    }
}
