package io.vitrine.learning;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a locked tower of width W says of its inputs, each computed when it first occurs and kept on disk for every training that
 * locks the same tower. Numbers are rounded to float16, in which they are kept, so that it makes no difference which training computed them.
 *
 * @param <T> a text or a picture
 */
final class LockedFeatures<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LockedFeatures.class);
    private static final String ENDING = ".safetensors";

    private final Path file;
    private final String side;
    private final int most;
    private final Function<T, String> key;
    private final Function<List<T>, float[][]> tower;
    private final Map<String, float[]> features =
            new LinkedHashMap<>(16, 0.75f, true); // W each, the last used one last
    private boolean grown;

    /**
     * Reads what the directory has of the tower.
     *
     * @param side whose features another tower's replace
     * @param fingerprint of the tower
     * @param most how many inputs are kept, those that were used last
     * @param key tells inputs apart, and is a name that safetensors can have
     * @param tower inputs → (B, W)
     */
    LockedFeatures(
            Path directory,
            String side,
            String fingerprint,
            int most,
            Function<T, String> key,
            Function<List<T>, float[][]> tower) {
        this.file = directory.resolve(side + "-" + fingerprint + ENDING);
        this.side = side;
        this.most = most;
        this.key = key;
        this.tower = tower;
        read();
    }

    /** (B, W). */
    float[][] of(List<T> inputs) {
        compute(inputs);
        float[][] rows = inputs.stream()
                .map(input -> Objects.requireNonNull(features.get(key.apply(input))))
                .toArray(float[][]::new);
        while (features.size() > most) {
            features.remove(features.keySet().iterator().next());
        }
        return rows;
    }

    boolean knows(List<T> inputs) {
        return inputs.stream().map(key).allMatch(features::containsKey);
    }

    private void compute(List<T> inputs) {
        Map<String, T> unknown = new LinkedHashMap<>();
        inputs.forEach(input -> unknown.put(key.apply(input), input));
        unknown.keySet().removeAll(features.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        float[][] computed = tower.apply(List.copyOf(unknown.values()));
        int row = 0;
        for (String each : unknown.keySet()) {
            features.put(each, rounded(computed[row++]));
        }
        grown = true;
    }

    private static float[] rounded(float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return rounded;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Safetensors.read(file).forEach((name, tensor) -> features.put(name, tensor.floats()));
        } catch (EncoderException damaged) {
            features.clear();
            LOG.warn("The features of a locked tower are computed again: {}", damaged.getMessage());
        }
    }

    /** Writes what was added, and drops what is there of other towers for this side. */
    void save() {
        if (!grown) {
            return;
        }
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        features.forEach((name, values) -> tensors.put(name, new Safetensors.Values(new Shape(values.length), values)));
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), side, ".part");
            Safetensors.write(unfinished, Collections.unmodifiableMap(tensors), TensorType.F16);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            for (Path other : ofOtherTowers()) {
                Files.deleteIfExists(other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the features of a locked tower to " + file, e);
        }
        grown = false;
    }

    private List<Path> ofOtherTowers() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(other -> other.getFileName().toString().startsWith(side + "-") && !other.equals(file))
                    .toList();
        }
    }
}
