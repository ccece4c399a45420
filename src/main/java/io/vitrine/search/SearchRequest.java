package io.vitrine.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search asks for, as it comes in: one of {@code query}, {@code image}, {@code similarTo} and {@code terms}; everything
 * else may be left out.
 *
 * @param query what a shopper types
 * @param image a picture file in base64
 * @param similarTo the id of a product of the same catalogue
 * @param terms several texts with weights, negative ones for what is not wanted
 * @param filters attribute names to a value, a list of values, {@code {"from","to"}} or {@code {"not":[…]}}
 * @param facets attributes whose values are to be counted
 * @param mode {@code hybrid}, the default for {@code query}, {@code text} or {@code vector}, the default for anything else
 * @param exact whether every vector must be looked at
 * @param explain whether each hit is to tell why it was found
 * @param minScore the least probability, 0 to 1, that a hit's picture shows what {@code query} says, where as many pictures do as
 *     do not: the same number means the same for every model that is calibrated
 * @param collapseDuplicates whether products with the same picture, or a name of the same words, are to be one hit; facets still
 *     count products
 * @param model the version that is to answer instead of the active one
 */
record SearchRequest(
        @Nullable String query,
        @Nullable String image,
        @Nullable String similarTo,
        @Nullable List<@Nullable TermRequest> terms,
        @Nullable String catalogue,
        @Nullable Integer limit,
        @Nullable Integer offset,
        @Nullable Map<String, @Nullable JsonNode> filters,
        @Nullable List<@Nullable String> facets,
        @Nullable String mode,
        @Nullable Boolean exact,
        @Nullable Boolean explain,
        @Nullable Double minScore,
        @Nullable Boolean collapseDuplicates,
        @Nullable String model) {

    /** @param weight 1 when left out */
    record TermRequest(@Nullable String text, @Nullable Double weight) {}
}
