package io.vitrine.search;

import org.jspecify.annotations.Nullable;

/**
 * What to compare vectors with.
 *
 * @param vector of unit length
 * @param besides key of a product that is left out: the one that the others are to resemble
 */
record VectorQuery(float[] vector, @Nullable Long besides) {}
