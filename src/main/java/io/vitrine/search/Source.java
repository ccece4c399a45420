package io.vitrine.search;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the hits of one search come from.
 *
 * @param scope every product that it could return
 * @param words null for a search by pictures alone
 * @param comparison null for a search by words alone
 * @param ranking the products from a query's offset on, as many as its limit
 */
record Source(
        String catalogue,
        Scope scope,
        @Nullable TextQuery words,
        @Nullable Comparison comparison,
        Function<SearchQuery, Ranking> ranking) {}
