package io.vitrine.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the texts with the largest inner product; compares with all of a set, and orders equal scores by text. Names stand apart,
 * because they are many and only their best need be sorted.
 */
@Repository
class NearestCaptions {

    private final JdbcClient database;

    NearestCaptions(JdbcClient database) {
        this.database = database;
    }

    /**
     * A text and how well it fits.
     *
     * @param score inner product of the unit vectors: their cosine
     */
    record Near(String attribute, String text, double score) {}

    /** The best of each attribute, best first, in the order of attributes; the names are under the empty one. */
    Map<String, List<Near>> nearest(CaptionSet set, float[] picture, int limit) {
        Map<String, List<Near>> byAttribute = new LinkedHashMap<>();
        database.sql("""
                        (select attribute, text, -(embedding <#> cast(:picture as vector)) as score from caption
                            where caption_set = :set and attribute = '' order by score desc, text limit :limit)
                        union all
                        (select attribute, text, score from (
                            select attribute, text, score,
                                row_number() over (partition by attribute order by score desc, text) as place
                            from (select attribute, text, -(embedding <#> cast(:picture as vector)) as score
                                from caption where caption_set = :set and attribute <> '') scored) placed
                        where place <= :limit order by attribute, place)""")
                .param("picture", VectorText.of(picture))
                .param("set", set.id())
                .param("limit", limit)
                .query(Near.class)
                .list()
                .forEach(near -> byAttribute
                        .computeIfAbsent(near.attribute(), attribute -> new ArrayList<>())
                        .add(near));
        return byAttribute;
    }
}
