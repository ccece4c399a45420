package io.vitrine.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.image.VitConfig;
import io.vitrine.encoders.text.BertConfig;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.PublishedCheckpoint;
import io.vitrine.encoders.weights.Safetensors;
import io.vitrine.encoders.weights.StoredTensor;
import io.vitrine.encoders.weights.TensorType;
import io.vitrine.encoders.weights.WeightLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Encoders on disk: started from published towers with fresh heads, saved, and opened again. */
public final class EncoderDirectory {

    public static final String ARCHITECTURE = "encoder.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String TOKENIZER = "tokenizer.json";

    /** CLIP's start, a temperature of 0.07 (Radford et al. 2021). */
    private static final float FIRST_LOGIT_SCALE = (float) Math.log(1 / 0.07);

    private EncoderDirectory() {}

    static DualEncoder load(Path directory, ComputeDevice device) {
        EncoderSpec spec = EncoderSpec.read(directory.resolve(ARCHITECTURE));
        Path weights = directory.resolve(WEIGHTS);
        return build(
                spec,
                spec.image().architecture(),
                directory.resolve(TOKENIZER),
                weights.toString(),
                Safetensors.read(weights),
                device);
    }

    /**
     * Starts an encoder from the published towers its specification names, with heads drawn from a normal distribution of
     * variance 1 / width.
     *
     * @throws EncoderException when the weights are not there or do not fit the architecture
     */
    public static DualEncoder start(EncoderSpec spec, Hub hub, long seed, ComputeDevice device) {
        PublishedCheckpoint text =
                hub.resolve(Objects.requireNonNull(spec.text().weights(), "text.weights"));
        PublishedCheckpoint image =
                hub.resolve(Objects.requireNonNull(spec.image().weights(), "image.weights"));
        BertConfig bert = text.bert();
        VitConfig vit = image.vit();
        requireSame(spec.name(), "text", bert, spec.text().architecture());
        VitConfig wanted = spec.image().architecture();
        requireSame(spec.name(), "image", vit.forPictures(wanted.height(), wanted.width()), wanted);
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        text.tensors().forEach((name, tensor) -> stored.put(DualEncoder.TEXT + name, tensor));
        image.tensors().forEach((name, tensor) -> stored.put(DualEncoder.IMAGE + name, tensor));
        Random random = new Random(seed);
        stored.put(
                DualEncoder.TEXT_PROJECTION + ".weight",
                head(random, spec.dimensions(), spec.text().architecture().width()));
        stored.put(DualEncoder.IMAGE_PROJECTION + ".weight", head(random, spec.dimensions(), wanted.hiddenWidth()));
        stored.put(DualEncoder.LOGIT_SCALE, inMemory(new float[] {FIRST_LOGIT_SCALE}, new Shape(1)));
        return build(
                spec,
                vit,
                text.tokenizer(),
                spec.text().weights() + " and " + spec.image().weights(),
                stored,
                device);
    }

    private static DualEncoder build(
            EncoderSpec spec,
            VitConfig storedImage,
            Path tokenizer,
            String source,
            Map<String, StoredTensor> stored,
            ComputeDevice device) {
        NDManager manager = ComputeDevice.engine().newBaseManager(device.device());
        try {
            return new DualEncoder(spec, storedImage, tokenizer, new WeightLoader(source, stored, manager), manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static void requireSame(String name, String tower, Record published, Record wanted) {
        if (!published.equals(wanted)) {
            throw new EncoderException("Encoder '" + name + "', field '" + tower + ".architecture': it says " + wanted
                    + ", and the published weights are " + published);
        }
    }

    private static StoredTensor head(Random random, int rows, int columns) {
        float[] values = new float[rows * columns];
        double deviation = 1 / Math.sqrt(columns);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return inMemory(values, new Shape(rows, columns));
    }

    private static StoredTensor inMemory(float[] values, Shape shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new StoredTensor(TensorType.F32, shape, data);
    }

    /**
     * Writes an encoder so that {@link DualEncoder#load} opens it: architecture, weights, tokenizer. Each file appears whole
     * or not at all.
     *
     * @param type {@code F16} to ship it, {@code F32} to go on training
     */
    public static void save(DualEncoder encoder, Path directory, TensorType type) {
        Map<String, Safetensors.Values> values = new LinkedHashMap<>();
        for (Map.Entry<String, NDArray> parameter : encoder.parameters().entrySet()) {
            NDArray array = parameter.getValue();
            values.put(parameter.getKey(), new Safetensors.Values(array.getShape(), array.toFloatArray()));
        }
        try {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(WEIGHTS + ".part");
            Safetensors.write(unfinished, values, type);
            Files.move(unfinished, directory.resolve(WEIGHTS), StandardCopyOption.ATOMIC_MOVE);
            Files.write(directory.resolve(ARCHITECTURE), encoder.spec().toJson());
            if (!Files.exists(directory.resolve(TOKENIZER))) {
                Files.write(directory.resolve(TOKENIZER), encoder.tokenizerContent());
            }
            Safetensors.forceDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot save the encoder to " + directory, e);
        }
    }
}
