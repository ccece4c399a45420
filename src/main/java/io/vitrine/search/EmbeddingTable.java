package io.vitrine.search;

/**
 * A table that holds the vectors of one catalogue, made by one model version.
 *
 * @param approximate whether it has an approximate index
 */
record EmbeddingTable(long id, String model, String catalogue, State state, boolean approximate) {

    /** Of every vector. */
    static final int DIMENSIONS = 128;

    /** A table is loaded, then live, then retired. */
    enum State {
        LOADING,
        LIVE,
        RETIRED
    }

    /** The table's name, safe to be put into a statement. */
    String name() {
        return "embedding_" + id;
    }
}
