package io.vitrine.encoders.weights;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/** One tensor of a checkpoint file, still on disk (memory-mapped) until its numbers are asked for. */
public record StoredTensor(TensorType type, Shape shape, ByteBuffer data) {

    /** The numbers, row-major, as float32. */
    public float[] floats() {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.floatAt(data, i);
        }
        return values;
    }

    /** The numbers, row-major, as 64-bit integers. */
    public long[] longs() {
        long[] values = new long[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.longAt(data, i);
        }
        return values;
    }
}
