package io.vitrine.search;

import java.util.Map;

/**
 * The products that a search could return, as a part of a statement in which they are {@code p}.
 *
 * @param condition what they must meet besides the filters
 */
record Scope(String from, String condition, Map<String, Object> parameters) {

    /** Every product whose picture has been embedded. */
    static Scope indexed(EmbeddingTable table) {
        return new Scope(table.name() + " e join product p on p.key = e.product_key", "true", Map.of());
    }

    /** The products that have at least one of the words; none when there are no words. */
    static Scope matching(String catalogue, TextQuery words) {
        return new Scope(
                "product p",
                "p.catalogue = :catalogue and p.words @@ cast(:any as tsquery)",
                Map.of("catalogue", catalogue, "any", words.anyOf()));
    }
}
