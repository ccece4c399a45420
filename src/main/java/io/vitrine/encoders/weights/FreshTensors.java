package io.vitrine.encoders.weights;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A tower's start at random. Normalisations change nothing at first (gains and variances one, biases and means zero); every tensor of more
 * dimensions is drawn from a normal distribution around zero. A tensor follows from the seed and its name alone.
 */
public final class FreshTensors {

    /** A family's standard deviation for a tensor of several dimensions. */
    public interface Deviation {
        double of(String name, Shape shape);
    }

    private final long seed;
    private final Deviation deviation;

    public FreshTensors(long seed, Deviation deviation) {
        this.seed = seed;
        this.deviation = deviation;
    }

    StoredTensor tensor(String name, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        if (shape.dimension() > 1) {
            draw(values, new SplittableRandom(seed).nextLong() ^ name.hashCode(), deviation.of(name, shape));
        } else if (!name.endsWith("bias") && !name.endsWith("mean")) {
            Arrays.fill(values, 1);
        }
        return StoredTensor.of(values, shape);
    }

    private static void draw(float[] values, long seed, double deviation) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
    }
}
