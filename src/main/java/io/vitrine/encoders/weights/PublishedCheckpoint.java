package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.image.ResNetConfig;
import io.vitrine.encoders.image.VitConfig;
import io.vitrine.encoders.image.VitTower;
import io.vitrine.encoders.text.BertConfig;
import io.vitrine.encoders.text.Gpt2Config;
import io.vitrine.encoders.text.TextArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint directory as model hubs publish it: {@code config.json}, {@code model.safetensors} or its shards, {@code tokenizer.json}. */
public final class PublishedCheckpoint {

    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final JsonNode config;

    private PublishedCheckpoint(Path directory, JsonNode config) {
        this.directory = directory;
        this.config = config;
    }

    /** Opens a checkpoint directory. */
    public static PublishedCheckpoint open(Path directory) {
        Path file = directory.resolve(CONFIG);
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
        return directory.resolve(TOKENIZER);
    }

    /** The dimensions of a published text tower. */
    public TextArchitecture text() {
        return switch (modelType()) {
            case "bert" -> bert();
            case "gpt2" -> gpt2();
            default -> throw unknown("bert or gpt2");
        };
    }

    /** The dimensions of a published image tower, for pictures of a size. */
    public ImageArchitecture image(int height, int width) {
        return switch (modelType()) {
            case "vit" -> vit().forPictures(height, width);
            case "resnet" -> resNet(height, width);
            default -> throw unknown("vit or resnet");
        };
    }

    private BertConfig bert() {
        require("hidden_act", "gelu");
        require("position_embedding_type", "absolute");
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

    private Gpt2Config gpt2() {
        require("activation_function", "gelu_new");
        require("scale_attn_weights", "true");
        require("scale_attn_by_inverse_layer_idx", "false");
        int width = integer("n_embd");
        boolean usual =
                config.path("n_inner").isMissingNode() || config.path("n_inner").isNull();
        return new Gpt2Config(
                integer("vocab_size"),
                width,
                integer("n_layer"),
                integer("n_head"),
                usual ? 4 * width : integer("n_inner"),
                integer("n_positions"),
                (float) number("layer_norm_epsilon"));
    }

    /** With the size of the pictures it was trained on. */
    private VitConfig vit() {
        require("hidden_act", "gelu");
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

    private ResNetConfig resNet(int height, int width) {
        require("hidden_act", "relu");
        require("downsample_in_first_stage", "false");
        require("downsample_in_bottleneck", "false");
        String block = config.path("layer_type").asString("bottleneck");
        return new ResNetConfig(
                height,
                width,
                integer("embedding_size"),
                switch (block) {
                    case "basic" -> ResNetConfig.Block.BASIC;
                    case "bottleneck" -> ResNetConfig.Block.BOTTLENECK;
                    default -> throw wrong("layer_type", "is '" + block + "'; known are basic and bottleneck");
                },
                integers("hidden_sizes"),
                integers("depths"));
    }

    /** The tensors under the names our towers use, fitted to the pictures the tower will read. */
    public Map<String, StoredTensor> tensorsFor(ImageArchitecture wanted) {
        return switch (wanted) {
            case VitConfig to -> VitTower.fitted(tensors(), vit(), to);
            case ResNetConfig resNet -> tensors();
        };
    }

    /** The tensors under the names our towers use; prefixes and parts that an encoder does not need are gone. */
    public Map<String, StoredTensor> tensors() {
        String prefix = (modelType().equals("gpt2") ? "transformer" : modelType()) + ".";
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        published().forEach((published, tensor) -> {
            String name = canonical(published.startsWith(prefix) ? published.substring(prefix.length()) : published);
            if (!isNotNeeded(name) && tensors.put(name, tensor) != null) {
                throw new EncoderException("The weights in " + directory + " name '" + name + "' twice");
            }
        });
        return tensors;
    }

    private Map<String, StoredTensor> published() {
        Path whole = directory.resolve(WEIGHTS);
        Path index = directory.resolve(ShardIndex.NAME);
        return Files.notExists(whole) && Files.exists(index)
                ? ShardIndex.read(index).tensors()
                : Safetensors.read(whole);
    }

    private static String canonical(String name) {
        return name.replaceFirst("\\.gamma$", ".weight").replaceFirst("\\.beta$", ".bias");
    }

    /** Poolers and task heads follow the last layer we read; position ids, causal masks and counters of batches can be left out. */
    private static boolean isNotNeeded(String name) {
        return name.startsWith("pooler.")
                || name.startsWith("cls.")
                || name.startsWith("classifier.")
                || name.startsWith("qa_outputs.")
                || name.startsWith("score.")
                || name.startsWith("multiple_choice_head.")
                || name.startsWith("decoder.")
                || name.equals("embeddings.mask_token")
                || name.equals("embeddings.position_ids")
                || name.startsWith("lm_head.")
                || name.matches("h\\.\\d+\\.attn\\.(masked_)?bias")
                || name.endsWith(".num_batches_tracked");
    }

    private EncoderException unknown(String known) {
        return wrong("model_type", "is '" + modelType() + "'; known here is " + known);
    }

    /** Refuses a variant that our towers do not compute; a field that is left out has the usual value. */
    private void require(String field, String usual) {
        String value = config.path(field).asString(usual);
        if (!value.equals(usual)) {
            throw wrong(field, "is '" + value + "'; this family is computed with " + usual + " only");
        }
    }

    private EncoderException wrong(String field, String problem) {
        return new EncoderException(directory.resolve(CONFIG) + ": field '" + field + "' " + problem);
    }

    private List<Integer> integers(String field) {
        JsonNode array = config.path(field);
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : array) {
            numbers.add(number.asInt(0));
        }
        if (!array.isArray()) {
            throw wrong(field, "must be a list of numbers");
        }
        return numbers;
    }

    private int integer(String field) {
        return (int) number(field);
    }

    private double number(String field) {
        JsonNode value = config.path(field);
        if (!value.isNumber()) {
            throw wrong(field, "must be a number");
        }
        return value.asDouble();
    }
}
