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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that checkpoints on hubs really have, by the task that they were saved from. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedNamesTests {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "bert, bert.embeddings.LayerNorm.gamma, embeddings.LayerNorm.weight",
        "bert, bert.encoder.layer.0.output.LayerNorm.beta, encoder.layer.0.output.LayerNorm.bias",
        "bert, embeddings.word_embeddings.weight, embeddings.word_embeddings.weight",
        "gpt2, transformer.wte.weight, wte.weight",
        "gpt2, h.11.attn.c_attn.weight, h.11.attn.c_attn.weight",
        "gpt2, h.11.attn.c_attn.bias, h.11.attn.c_attn.bias",
        "vit, vit.embeddings.cls_token, embeddings.cls_token",
        "vit, vit.layernorm.weight, layernorm.weight",
        "resnet, resnet.embedder.embedder.normalization.running_mean, embedder.embedder.normalization.running_mean",
    })
    void are_read_under_our_own(String family, String published, String ours) throws IOException {
        assertThat(tensors(family, published)).containsOnlyKeys(ours);
    }

    @ParameterizedTest
    @CsvSource({
        "bert, bert.embeddings.position_ids",
        "bert, bert.pooler.dense.weight",
        "bert, cls.predictions.transform.LayerNorm.gamma",
        "bert, cls.seq_relationship.bias",
        "bert, classifier.weight",
        "bert, qa_outputs.bias",
        "gpt2, h.3.attn.bias",
        "gpt2, transformer.h.3.attn.masked_bias",
        "gpt2, lm_head.weight",
        "gpt2, score.weight",
        "gpt2, multiple_choice_head.summary.weight",
        "vit, vit.pooler.dense.bias",
        "vit, pooler.dense.bias",
        "vit, vit.embeddings.mask_token",
        "vit, decoder.0.weight",
        "vit, classifier.bias",
        "resnet, resnet.encoder.stages.0.layers.0.layer.0.normalization.num_batches_tracked",
        "resnet, classifier.1.weight",
    })
    void are_left_out_where_no_tower_needs_them(String family, String published) throws IOException {
        assertThat(tensors(family, published, "kept")).containsOnlyKeys("kept");
    }

    @Test
    void must_not_meet_in_one() {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> tensors("bert", "bert.a.gamma", "a.weight"))
                .withMessageContaining("'a.weight' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative_key", "relative_key_query"})
    void are_refused_where_the_tower_would_compute_something_else(String positions) throws IOException {
        Files.writeString(
                directory.resolve("config.json"),
                "{\"model_type\":\"bert\",\"position_embedding_type\":\"" + positions + "\"}");

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> PublishedCheckpoint.open(directory).text())
                .withMessageContaining("position_embedding_type")
                .withMessageContaining(positions);
    }

    private Map<String, StoredTensor> tensors(String family, String... names) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"" + family + "\"}");
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, new Safetensors.Values(new Shape(1), new float[] {1}));
        }
        Safetensors.write(directory.resolve("model.safetensors"), tensors, TensorType.F32);
        return PublishedCheckpoint.open(directory).tensors();
    }
}
