package io.vitrine.search;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * Vectors of pictures whose products have no key yet, as a file that PostgreSQL copies into a table of vectors. In the place of the key stands
 * a negative number, which no product has: indexing gives such a vector to the products that have its picture.
 */
@NullMarked
public final class WaitingVectors {

    private final List<VectorRow> rows = new ArrayList<>();

    /**
     * @param place from 1, where the picture stands in its source
     * @param embedding unit length
     */
    public void add(long place, String pictureHash, float[] embedding) {
        if (embedding.length != EmbeddingTable.DIMENSIONS) {
            throw new IllegalArgumentException("A table of vectors takes " + EmbeddingTable.DIMENSIONS
                    + " dimensions, and the model makes " + embedding.length);
        }
        rows.add(new VectorRow(-place, pictureHash, embedding));
    }

    public int size() {
        return rows.size();
    }

    /** In the binary format of COPY, of the columns product_key, picture_hash and embedding. */
    public InputStream copyFile() {
        return VectorCopy.of(rows);
    }
}
