package io.vitrine.encoders.weights;

import io.vitrine.encoders.EncoderException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Number formats of stored tensors: five that are read, and those that a checkpoint may hold beside what is read. */
public enum TensorType {
    F32(4),
    F16(2),
    BF16(2),
    I32(4),
    I64(8),
    BOOL(1),
    U8(1),
    I8(1),
    F8_E4M3(1),
    F8_E5M2(1),
    I16(2),
    U16(2),
    U32(4),
    U64(8),
    F64(8);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** The format of this name, or null when there is none. */
    static @Nullable TensorType named(String name) {
        for (TensorType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    float floatAt(ByteBuffer data, int index) {
        return switch (this) {
            case F32 -> data.getFloat(index * 4);
            case F16 -> Float.float16ToFloat(data.getShort(index * 2));
            case BF16 -> Float.intBitsToFloat(data.getShort(index * 2) << 16);
            case I32 -> data.getInt(index * 4);
            case I64 -> data.getLong(index * 8);
            case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, U32, U64, F64 -> throw unreadable();
        };
    }

    long longAt(ByteBuffer data, int index) {
        return switch (this) {
            case I32 -> data.getInt(index * 4);
            case I64 -> data.getLong(index * 8);
            case F32, F16, BF16, BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, U32, U64, F64 ->
                throw new EncoderException(
                        "A tensor of type " + this + " holds no whole numbers; readable are I32 and I64");
        };
    }

    private EncoderException unreadable() {
        return new EncoderException("A tensor has type " + this + "; readable are F32, F16, BF16, I32 and I64");
    }

    void putFloat(ByteBuffer data, float value) {
        switch (this) {
            case F32 -> data.putFloat(value);
            case F16 -> data.putShort(Float.floatToFloat16(value));
            case BF16, I32, I64, BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, U32, U64, F64 ->
                throw new EncoderException("Tensors are written as F32 or F16, not " + this);
        }
    }
}
