package io.vitrine.search;

/**
 * A row of a table of vectors.
 *
 * @param embedding unit length, as wide as the model makes them
 */
record VectorRow(long productKey, String pictureHash, float[] embedding) {}
