package io.vitrine.search;

import java.util.HashMap;
import java.util.Map;

/**
 * The products that a search could return, as a part of a statement in which they are {@code p}.
 *
 * @param condition what they must meet besides the filters
 */
record Scope(String from, String condition, Map<String, Object> parameters) {

    /** Every product whose picture has been embedded, and is close enough; a bound costs a comparison with every vector. */
    static Scope near(EmbeddingTable table, VectorQuery query) {
        String condition = "true";
        Map<String, Object> parameters = new HashMap<>();
        if (query.besides() != null) {
            condition += " and p.key <> :besides";
            parameters.put("besides", query.besides());
        }
        if (query.isBounded()) {
            condition += " and -(e.embedding <#> cast(:near as vector)) >= :least";
            parameters.put("near", VectorText.of(query.vector()));
            parameters.put("least", query.least());
        }
        return new Scope(table.name() + " e join product p on p.key = e.product_key", condition, parameters);
    }

    /** The products that have at least one of the words; none when there are no words. */
    static Scope matching(String catalogue, TextQuery words) {
        return new Scope(
                "product p",
                "p.catalogue = :catalogue and p.words @@ cast(:any as tsquery)",
                Map.of("catalogue", catalogue, "any", words.anyOf()));
    }

    /** What is near or has one of the words; with a bound, what is near. */
    static Scope nearOrMatching(EmbeddingTable table, VectorQuery query, TextQuery words) {
        return query.isBounded()
                ? near(table, query)
                : new Scope(
                        "product p left join " + table.name() + " e on e.product_key = p.key",
                        "p.catalogue = :catalogue and (e.product_key is not null or p.words @@ cast(:any as tsquery))",
                        Map.of("catalogue", table.catalogue(), "any", words.anyOf()));
    }
}
