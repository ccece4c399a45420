package io.vitrine.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vitrine.encoders.image.ImageTower;
import io.vitrine.encoders.weights.FreshTensors;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.TensorType;
import io.vitrine.encoders.weights.WeightLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encoders on disk: started from published towers with fresh heads, saved, and opened again. */
public final class EncoderDirectory {

    public static final String ARCHITECTURE = "encoder.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String TOKENIZER = "tokenizer.json";

    private EncoderDirectory() {}

    static DualEncoder load(Path directory, ComputeDevice device, Factors factors) {
        EncoderSpec spec = EncoderSpec.read(directory.resolve(ARCHITECTURE));
        Path weights = directory.resolve(WEIGHTS);
        return build(
                spec,
                directory.resolve(TOKENIZER),
                weights.toString(),
                Safetensors.read(weights),
                Map.of(),
                device,
                factors);
    }

    /**
     * Goes on from a trained encoder with pictures of another size, for instance larger ones after most of the training was done with
     * cheap small ones.
     *
     * @param spec the same towers, but for the size of the pictures
     * @throws EncoderException when the trained weights do not fit the architecture
     */
    public static DualEncoder resized(Path directory, EncoderSpec spec, ComputeDevice device) {
        EncoderSpec trained = EncoderSpec.read(directory.resolve(ARCHITECTURE));
        Path weights = directory.resolve(WEIGHTS);
        Map<String, StoredTensor> stored = new LinkedHashMap<>(Safetensors.read(weights));
        Map<String, StoredTensor> image = new LinkedHashMap<>();
        stored.forEach((name, tensor) -> {
            if (name.startsWith(DualEncoder.IMAGE)) {
                image.put(name.substring(DualEncoder.IMAGE.length()), tensor);
            }
        });
        ImageTower.fitted(image, trained.image().architecture(), spec.image().architecture())
                .forEach((name, tensor) -> stored.put(DualEncoder.IMAGE + name, tensor));
        return build(
                spec, directory.resolve(TOKENIZER), weights.toString(), stored, Map.of(), device, Factors.LEARNING);
    }

    /**
     * Starts an encoder from the published towers its specification names; a tower without published weights starts at random, in its
     * family's way.
     *
     * @throws EncoderException when the weights are not there or do not fit the architecture
     */
    public static DualEncoder start(EncoderSpec spec, Hub hub, long seed, ComputeDevice device) {
        return new EncoderStart(spec, hub, seed).open(device);
    }

    static DualEncoder build(
            EncoderSpec spec,
            Path tokenizer,
            String source,
            Map<String, StoredTensor> stored,
            Map<String, FreshTensors> fresh,
            ComputeDevice device,
            Factors factors) {
        if (device.isGpu()) {
            MatrixUnits.rest();
        }
        NDManager manager = ComputeDevice.engine().newBaseManager(device.device());
        try {
            return new DualEncoder(spec, tokenizer, new WeightLoader(source, stored, fresh, manager, factors), manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Writes an encoder so that {@link DualEncoder#load} opens it: architecture, weights, tokenizer. Each file appears whole
     * or not at all.
     *
     * @param type of the parameters, {@code F16} to ship them, {@code F32} to go on training; buffers are always exact
     */
    public static void save(DualEncoder encoder, Path directory, TensorType type) {
        save(encoder, encoder.spec(), directory, type);
    }

    /** The same under another architecture that fits the weights: one that reads other parts of pictures. */
    public static void save(DualEncoder encoder, EncoderSpec spec, Path directory, TensorType type) {
        Map<String, Safetensors.Values> values = new LinkedHashMap<>();
        encoder.parameters().forEach((name, parameter) -> values.put(name, valuesOf(parameter)));
        encoder.buffers().forEach((name, buffer) -> values.put(name, valuesOf(buffer)));
        try {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(WEIGHTS + ".part");
            Safetensors.write(unfinished, values, name -> encoder.buffers().containsKey(name) ? TensorType.F32 : type);
            Files.move(unfinished, directory.resolve(WEIGHTS), StandardCopyOption.ATOMIC_MOVE);
            Files.write(directory.resolve(ARCHITECTURE), spec.toJson());
            if (!Files.exists(directory.resolve(TOKENIZER))) {
                Files.write(directory.resolve(TOKENIZER), encoder.tokenizerContent());
            }
            Safetensors.forceDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot save the encoder to " + directory, e);
        }
    }

    private static Safetensors.Values valuesOf(NDArray array) {
        return new Safetensors.Values(array.getShape(), array.toFloatArray());
    }
}
