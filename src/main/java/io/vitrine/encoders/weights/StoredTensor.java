package io.vitrine.encoders.weights;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One tensor of a checkpoint file, usually still on disk (memory-mapped) until its numbers are asked for. */
public record StoredTensor(TensorType type, Shape shape, ByteBuffer data) {

    /** A tensor in memory; {@code values} are row-major. */
    public static StoredTensor of(float[] values, Shape shape) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new StoredTensor(TensorType.F32, shape, data);
    }

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
