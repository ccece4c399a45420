package io.vitrine.spark;

import java.io.Serializable;

/**
 * What a task did.
 *
 * @param rows of the catalogue
 * @param vectors of distinct pictures
 * @param problems rows that have no vector
 */
record PartitionReport(int partition, int rows, int vectors, int problems) implements Serializable {}
