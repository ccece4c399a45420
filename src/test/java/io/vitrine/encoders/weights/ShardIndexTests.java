package io.vitrine.encoders.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShardIndexTests {

    private static final String ONE = "model-00001-of-00002.safetensors";
    private static final String TWO = "model-00002-of-00002.safetensors";

    @TempDir
    Path directory;

    @Test
    void joins_the_tensors_of_all_shards_whatever_their_number_format() throws IOException {
        shard(ONE, TensorType.F32, "a", "b");
        shard(TWO, TensorType.F16, "c");

        Map<String, StoredTensor> tensors = index("""
                {"metadata":{"total_size":20},"weight_map":{"a":"%1$s","b":"%1$s","c":"%2$s"}}""".formatted(ONE, TWO)).tensors();

        assertThat(tensors).containsOnlyKeys("a", "b", "c");
        assertThat(Objects.requireNonNull(tensors.get("b")).floats()).containsExactly(2, 0.5f);
        assertThat(Objects.requireNonNull(tensors.get("c")).floats()).containsExactly(1, 0.5f);
    }

    @Test
    void reads_a_published_checkpoint_from_its_shards_as_from_one_file() throws IOException {
        Path golden = Path.of("src/test/resources/golden/bert");
        Files.copy(golden.resolve("config.json"), directory.resolve("config.json"));
        Map<String, StoredTensor> whole = Safetensors.read(golden.resolve("model.safetensors"));
        StringBuilder map = new StringBuilder();
        Map<String, Map<String, Safetensors.Values>> shards = new LinkedHashMap<>();
        whole.forEach((name, tensor) -> {
            String shard = name.hashCode() % 2 == 0 ? ONE : TWO;
            map.append(map.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(name, shard));
            shards.computeIfAbsent(shard, unseen -> new LinkedHashMap<>())
                    .put(name, new Safetensors.Values(tensor.shape(), tensor.floats()));
        });
        shards.forEach((shard, tensors) -> Safetensors.write(directory.resolve(shard), tensors, TensorType.F32));
        index("{\"weight_map\":{" + map + "}}");

        Map<String, StoredTensor> joined = PublishedCheckpoint.open(directory).tensors();
        Map<String, StoredTensor> expected = PublishedCheckpoint.open(golden).tensors();

        assertThat(shards).hasSize(2);
        assertThat(joined).hasSameSizeAs(expected);
        expected.forEach((name, tensor) -> assertThat(
                        Objects.requireNonNull(joined.get(name), name).floats())
                .as(name)
                .containsExactly(tensor.floats()));
    }

    @Test
    void names_every_missing_shard_at_once() {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> index("{\"weight_map\":{\"a\":\"%s\",\"b\":\"%s\"}}".formatted(ONE, TWO))
                        .tensors())
                .withMessageContaining("missing file: " + ONE)
                .withMessageContaining("missing file: " + TWO);
    }

    @Test
    void names_every_tensor_that_is_not_where_the_index_has_it() throws IOException {
        shard(ONE, TensorType.F32, "a", "unlisted");
        shard(TWO, TensorType.F32, "moved");

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> index("{\"weight_map\":{\"a\":\"%1$s\",\"moved\":\"%1$s\",\"absent\":\"%2$s\"}}"
                                .formatted(ONE, TWO))
                        .tensors())
                .withMessageContaining("(4 problems)")
                .withMessageContaining("missing in " + ONE + ": moved")
                .withMessageContaining("missing in " + TWO + ": absent")
                .withMessageContaining("in " + ONE + " but not in the index: unlisted")
                .withMessageContaining("in " + TWO + " but not in the index: moved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../secret.safetensors\"",
                "\"/etc/secret.safetensors\"",
                "\"below/secret.safetensors\"",
                "\"..\\\\secret.safetensors\"",
                "\".hidden.safetensors\"",
                "\"pytorch_model.bin\"",
                "\"\"",
                "5",
                "null",
                "[\"model.safetensors\"]"
            })
    void takes_no_shard_but_a_safetensors_file_beside_it(String shard) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> index("{\"weight_map\":{\"a.weight\":" + shard + "}}"))
                .withMessageContaining(ShardIndex.NAME)
                .withMessageContaining("a.weight");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "5",
                "{}",
                "{\"weight_map\":{}}",
                "{\"weight_map\":[\"a\"]}",
                "{\"weight_map\":{\"a\":\"x.safetensors\",\"a\":\"y.safetensors\"}}"
            })
    void refuses_what_is_no_index(String content) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> index(content))
                .withMessageContaining(ShardIndex.NAME);
    }

    private ShardIndex index(String content) throws IOException {
        return ShardIndex.read(Files.writeString(directory.resolve(ShardIndex.NAME), content));
    }

    /** Tensors of two numbers, the first of which counts them. */
    private void shard(String file, TensorType type, String... names) {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, new Safetensors.Values(new Shape(2), new float[] {tensors.size() + 1f, 0.5f}));
        }
        Safetensors.write(directory.resolve(file), tensors, type);
    }
}
