package io.vitrine.spark;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What came of one row of the catalogue.
 *
 * @param line of {@code styles.csv}, from 1
 * @param product its id, where the row could be read
 * @param picture SHA-256 of the picture's bytes, where there are some
 * @param problem why the row has no vector; null when it has one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowOutcome(
        long line,
        @Nullable String product,
        @Nullable String picture,
        @Nullable String problem) {}
