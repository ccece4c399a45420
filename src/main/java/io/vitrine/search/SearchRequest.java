package io.vitrine.search;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search asks for, as it comes in: everything but {@code query} may be left out.
 *
 * @param filters attribute names to a value, a list of values, {@code {"from","to"}} or {@code {"not":[…]}}
 * @param exact whether every vector must be looked at
 */
record SearchRequest(
        @Nullable String query,
        @Nullable String catalogue,
        @Nullable Integer limit,
        @Nullable Integer offset,
        @Nullable Map<String, @Nullable JsonNode> filters,
        @Nullable String mode,
        @Nullable JsonNode image,
        @Nullable JsonNode similarTo,
        @Nullable JsonNode terms,
        @Nullable JsonNode minScore,
        @Nullable JsonNode facets,
        @Nullable Boolean exact,
        @Nullable JsonNode explain,
        @Nullable JsonNode collapseDuplicates,
        @Nullable JsonNode model) {}
