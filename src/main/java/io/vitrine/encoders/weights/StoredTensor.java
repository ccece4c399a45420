package io.vitrine.encoders.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

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

    /** The numbers as a float32 tensor of their shape; the engine converts those of a mapped file, without a copy in Java's heap. */
    public NDArray in(NDManager manager) {
        Optional<DataType> known = switch (type) {
            case F32 -> Optional.of(DataType.FLOAT32);
            case F16 -> Optional.of(DataType.FLOAT16);
            default -> Optional.empty();
        };
        if (known.isEmpty() || !data.isDirect() || shape.size() == 0) {
            return manager.create(floats(), shape);
        }
        try (NDArray mapped = manager.create(data.duplicate().order(data.order()), shape, known.get())) {
            // The engine has its own memory for both: the file is mapped no longer than it is read.
            return type == TensorType.F32 ? mapped.duplicate() : mapped.toType(DataType.FLOAT32, true);
        }
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
