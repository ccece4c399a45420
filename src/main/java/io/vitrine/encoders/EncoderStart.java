package io.vitrine.encoders;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.image.ImageArchitecture;
import io.vitrine.encoders.text.TextArchitecture;
import io.vitrine.encoders.weights.FreshTensors;
import io.vitrine.encoders.weights.Hub;
import io.vitrine.encoders.weights.PublishedCheckpoint;
import io.vitrine.encoders.weights.StoredTensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Where an encoder's training starts: published towers or towers at random, and fresh heads. */
final class EncoderStart {

    /** CLIP's start, a temperature of 0.07 (Radford et al. 2021). */
    private static final float FIRST_LOGIT_SCALE = (float) Math.log(1 / 0.07);

    private final EncoderSpec spec;
    private final Hub hub;
    private final long seed;
    private final Map<String, StoredTensor> stored = new LinkedHashMap<>();
    private final Map<String, FreshTensors> fresh = new LinkedHashMap<>();

    EncoderStart(EncoderSpec spec, Hub hub, long seed) {
        this.spec = spec;
        this.hub = hub;
        this.seed = seed;
    }

    DualEncoder open(ComputeDevice device) {
        addText(spec.text().weights(), spec.text().architecture());
        addImage(spec.image().weights(), spec.image().architecture());
        addHeads();
        String source = spec.text().weights() + " and " + spec.image().weights();
        return EncoderDirectory.build(spec, tokenizer(), source, stored, fresh, device, Factors.LEARNING);
    }

    private void addText(@Nullable String reference, TextArchitecture architecture) {
        if (reference == null) {
            fresh.put(DualEncoder.TEXT, new FreshTensors(seed, architecture::initialDeviation));
            return;
        }
        PublishedCheckpoint published = hub.resolve(reference, Hub.Part.WEIGHTS);
        requireSame("text", published.text(), architecture);
        published.tensors().forEach((name, tensor) -> stored.put(DualEncoder.TEXT + name, tensor));
    }

    private void addImage(@Nullable String reference, ImageArchitecture architecture) {
        if (reference == null) {
            fresh.put(DualEncoder.IMAGE, new FreshTensors(seed, architecture::initialDeviation));
            return;
        }
        PublishedCheckpoint published = hub.resolve(reference, Hub.Part.WEIGHTS);
        requireSame("image", published.image(architecture.height(), architecture.width()), architecture);
        published.tensorsFor(architecture).forEach((name, tensor) -> stored.put(DualEncoder.IMAGE + name, tensor));
    }

    /** Heads drawn from a normal distribution of variance 1 / width. */
    private void addHeads() {
        Random random = new Random(seed);
        int text = spec.text().architecture().pooledWidth();
        int image = spec.image().architecture().pooledWidth();
        stored.put(DualEncoder.TEXT_PROJECTION + ".weight", head(random, spec.dimensions(), text));
        stored.put(DualEncoder.IMAGE_PROJECTION + ".weight", head(random, spec.dimensions(), image));
        stored.put(DualEncoder.LOGIT_SCALE, StoredTensor.of(new float[] {FIRST_LOGIT_SCALE}, new Shape(1)));
    }

    private static StoredTensor head(Random random, int rows, int columns) {
        float[] values = new float[rows * columns];
        double deviation = 1 / Math.sqrt(columns);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return StoredTensor.of(values, new Shape(rows, columns));
    }

    private Path tokenizer() {
        String reference = spec.text().tokenizer() == null
                ? spec.text().weights()
                : spec.text().tokenizer();
        if (reference == null) {
            throw new EncoderException(
                    "Encoder '" + spec.name() + "', field 'text.tokenizer': a text tower that starts "
                            + "without published weights must name a tokenizer, as hub:owner/name");
        }
        return hub.resolve(reference, Hub.Part.TOKENIZER).tokenizer();
    }

    private void requireSame(String tower, Object published, Object wanted) {
        if (!published.equals(wanted)) {
            throw new EncoderException("Encoder '" + spec.name() + "', field '" + tower + ".architecture': it says "
                    + wanted + ", and the published weights are " + published);
        }
    }
}
