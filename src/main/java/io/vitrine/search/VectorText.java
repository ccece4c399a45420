package io.vitrine.search;

import java.util.StringJoiner;

/** Vectors as pgvector writes them, {@code [0.1,-0.2]}. */
final class VectorText {

    private VectorText() {}

    static String of(float[] vector) {
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (float value : vector) {
            text.add(Float.toString(value));
        }
        return text.toString();
    }
}
