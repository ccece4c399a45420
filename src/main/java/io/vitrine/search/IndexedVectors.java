package io.vitrine.search;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** The vectors that searches compare with, for the modules that measure models. */
@Service
public class IndexedVectors {

    private final LiveTables tables;
    private final VectorStore vectors;

    IndexedVectors(LiveTables tables, VectorStore vectors) {
        this.tables = tables;
        this.vectors = vectors;
    }

    /**
     * All vectors of a catalogue by a model version, in the order of product keys.
     *
     * @throws IndexNotReady when the catalogue has not been indexed for the version
     */
    public List<IndexedVector> of(String model, String catalogue) {
        return tables.read(tables.of(model, catalogue), this::all);
    }

    /**
     * Checks that {@link #of} has something to give.
     *
     * @throws IndexNotReady when the catalogue has not been indexed for the version
     */
    public void require(String model, String catalogue) {
        tables.of(model, catalogue);
    }

    private List<IndexedVector> all(EmbeddingTable table) {
        List<IndexedVector> all = new ArrayList<>();
        vectors.forEach(table, row -> all.add(new IndexedVector(row.productKey(), row.pictureHash(), row.embedding())));
        return all;
    }

    /**
     * The vector of one product's picture.
     *
     * @param embedding unit length
     */
    public record IndexedVector(long productKey, String pictureHash, float[] embedding) {}
}
