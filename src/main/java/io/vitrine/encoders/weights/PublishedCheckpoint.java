package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.image.VitConfig;
import io.vitrine.encoders.text.BertConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint directory as model hubs publish it: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json}. */
public final class PublishedCheckpoint {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final JsonNode config;

    private PublishedCheckpoint(Path directory, JsonNode config) {
        this.directory = directory;
        this.config = config;
    }

    /** Opens a checkpoint directory. */
    public static PublishedCheckpoint open(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            return new PublishedCheckpoint(directory, JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException e) {
            throw new EncoderException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The family's name as published, such as {@code bert} or {@code vit}. */
    public String modelType() {
        return config.path("model_type").asString("");
    }

    public Path tokenizer() {
        return directory.resolve("tokenizer.json");
    }

    /** The dimensions of a published BERT. */
    public BertConfig bert() {
        requireModelType("bert");
        requireExactGelu();
        return new BertConfig(
                integer("vocab_size"),
                integer("hidden_size"),
                integer("num_hidden_layers"),
                integer("num_attention_heads"),
                integer("intermediate_size"),
                integer("max_position_embeddings"),
                integer("type_vocab_size"),
                (float) number("layer_norm_eps"));
    }

    /** The dimensions of a published ViT, with the size of the pictures it was trained on. */
    public VitConfig vit() {
        requireModelType("vit");
        requireExactGelu();
        JsonNode size = config.path("image_size");
        boolean rectangle = size.isArray() && size.size() == 2;
        return new VitConfig(
                rectangle ? size.get(0).asInt() : integer("image_size"),
                rectangle ? size.get(1).asInt() : integer("image_size"),
                integer("patch_size"),
                integer("hidden_size"),
                integer("num_hidden_layers"),
                integer("num_attention_heads"),
                integer("intermediate_size"),
                (float) number("layer_norm_eps"));
    }

    /** The tensors under the names our towers use; prefixes and parts that an encoder does not need are gone. */
    public Map<String, StoredTensor> tensors() {
        String prefix = modelType() + ".";
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        Safetensors.read(directory.resolve("model.safetensors")).forEach((published, tensor) -> {
            String name = canonical(published.startsWith(prefix) ? published.substring(prefix.length()) : published);
            if (!isNotNeeded(name) && tensors.put(name, tensor) != null) {
                throw new EncoderException("The weights in " + directory + " name '" + name + "' twice");
            }
        });
        return tensors;
    }

    private static String canonical(String name) {
        return name.replaceFirst("\\.gamma$", ".weight").replaceFirst("\\.beta$", ".bias");
    }

    /** Poolers and task heads follow the last layer we read; position ids are only the numbers 0, 1, 2, … */
    private static boolean isNotNeeded(String name) {
        return name.startsWith("pooler.")
                || name.startsWith("cls.")
                || name.startsWith("classifier.")
                || name.startsWith("decoder.")
                || name.equals("embeddings.mask_token")
                || name.equals("embeddings.position_ids");
    }

    private void requireModelType(String expected) {
        if (!modelType().equals(expected)) {
            throw new EncoderException(
                    directory + " holds a model of type '" + modelType() + "', expected '" + expected + "'");
        }
    }

    private void requireExactGelu() {
        String activation = config.path("hidden_act").asString("gelu");
        if (!activation.equals("gelu")) {
            throw new EncoderException(directory.resolve("config.json") + ": field 'hidden_act' is '" + activation
                    + "'; this family is computed with gelu only");
        }
    }

    private int integer(String field) {
        return (int) number(field);
    }

    private double number(String field) {
        JsonNode value = config.path(field);
        if (!value.isNumber()) {
            throw new EncoderException(directory.resolve("config.json") + ": field '" + field + "' must be a number");
        }
        return value.asDouble();
    }
}
