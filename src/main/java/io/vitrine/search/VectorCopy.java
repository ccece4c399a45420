package io.vitrine.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows in the binary format of PostgreSQL's COPY, all numbers big-endian: an 11 byte signature, int32 flags (0), int32 length of a
 * header extension (0); per row an int16 number of fields and each field as int32 length and bytes; at the end int16 -1. A bigint
 * is 8 bytes, a text its UTF-8, and a pgvector {@code vector} an int16 number of dimensions, an int16 that is 0, and the
 * dimensions as float32.
 */
final class VectorCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int FIELDS = 3;

    private VectorCopy() {}

    static ByteArrayInputStream of(List<VectorRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + rows.size() * 640);
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.write(SIGNATURE);
            output.writeInt(0);
            output.writeInt(0);
            for (VectorRow row : rows) {
                write(row, output);
            }
            output.writeShort(-1);
        } catch (IOException impossible) {
            throw new IllegalStateException("A buffer in memory cannot fail", impossible);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void write(VectorRow row, DataOutputStream output) throws IOException {
        output.writeShort(FIELDS);
        output.writeInt(Long.BYTES);
        output.writeLong(row.productKey());
        byte[] hash = row.pictureHash().getBytes(StandardCharsets.UTF_8);
        output.writeInt(hash.length);
        output.write(hash);
        float[] embedding = row.embedding();
        output.writeInt(2 * Short.BYTES + embedding.length * Float.BYTES);
        output.writeShort(embedding.length);
        output.writeShort(0);
        for (float value : embedding) {
            output.writeFloat(value);
        }
    }
}
