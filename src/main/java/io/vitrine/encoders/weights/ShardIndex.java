package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code model.safetensors.index.json}: which of several files holds which tensor.
 *
 * @param shards the tensors' names, by the file that holds them
 */
record ShardIndex(Path file, Map<String, TreeSet<String>> shards) {

    static final String NAME = "model.safetensors.index.json";

    private static final String MAP = "weight_map";
    private static final String SHARD = "[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads an index.
     *
     * @throws EncoderException when it is malformed or names anything but a safetensors file beside it
     */
    static ShardIndex read(Path file) {
        JsonNode map = root(file).path(MAP);
        if (!map.isObject() || map.isEmpty()) {
            throw malformed(file, "'" + MAP + "' must map the name of every tensor to a file");
        }
        Map<String, TreeSet<String>> shards = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asString("");
            if (!entry.getValue().isString() || !shard.matches(SHARD)) {
                throw malformed(
                        file,
                        "tensor '" + entry.getKey() + "' lies in " + entry.getValue()
                                + ", which is no name of a safetensors file beside it");
            }
            shards.computeIfAbsent(shard, unseen -> new TreeSet<>()).add(entry.getKey());
        }
        return new ShardIndex(file, shards);
    }

    private static JsonNode root(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw malformed(file, "it is not valid JSON (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            throw new EncoderException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static EncoderException malformed(Path file, String why) {
        return new EncoderException(file + " is not a well-formed index of weights: " + why);
    }

    /** The files that are named and not there. */
    List<String> missing() {
        return shards.keySet().stream()
                .filter(shard -> !Files.isRegularFile(file.resolveSibling(shard)))
                .toList();
    }

    /**
     * The tensors of all files.
     *
     * @throws EncoderException listing every missing file, and every tensor that is not where the index has it
     */
    Map<String, StoredTensor> tensors() {
        List<String> problems = new ArrayList<>();
        missing().forEach(shard -> problems.add("missing file: " + shard));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        if (problems.isEmpty()) {
            shards.forEach((shard, names) -> {
                Map<String, StoredTensor> stored = Safetensors.read(file.resolveSibling(shard));
                compare(shard, names, stored, problems);
                tensors.putAll(stored);
            });
        }
        if (!problems.isEmpty()) {
            throw new EncoderException("The weights beside " + file + " are not what it says (" + problems.size()
                    + " problems):\n  " + String.join("\n  ", problems));
        }
        return tensors;
    }

    private static void compare(
            String shard, TreeSet<String> names, Map<String, StoredTensor> stored, List<String> problems) {
        names.stream()
                .filter(name -> !stored.containsKey(name))
                .forEach(name -> problems.add("missing in " + shard + ": " + name));
        stored.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add("in " + shard + " but not in the index: " + name));
    }
}
