package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import io.vitrine.search.TextQuery.Alternative;
import io.vitrine.search.TextQuery.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the products that have at least one of the words. A product's score is the sum of the shares of the words it has, each
 * times the certainty of the best alternative that it has it by: 1 for all words as they were typed. Equal scores are ordered
 * by product key.
 */
@Repository
class MatchingProducts {

    private final JdbcClient database;

    MatchingProducts(JdbcClient database) {
        this.database = database;
    }

    /** A page of them, best first, by one pass over the products that the index on words gives. */
    List<Neighbour> best(String catalogue, TextQuery query, Filters filters, int limit, int offset) {
        if (query.isEmpty()) {
            return List.of();
        }
        Scope scope = Scope.matching(catalogue, query);
        Map<String, Object> points = new LinkedHashMap<>();
        String score = score(query, points);
        FilterSql filter = FilterSql.of(filters);
        return database.sql("""
                        select p.key, %s as score from %s
                        where %s and %s
                        order by score desc, p.key limit :limit offset :offset
                        """.formatted(score, scope.from(), scope.condition(), filter.condition()))
                .params(filter.parameters())
                .params(scope.parameters())
                .params(points)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new Neighbour(row.getLong("key"), row.getDouble("score")))
                .list();
    }

    /** The scores of some products by key; 0 for one that has none of the words. */
    Map<Long, Double> scores(TextQuery query, List<Long> productKeys) {
        Map<Long, Double> scores = new HashMap<>();
        if (query.isEmpty() || productKeys.isEmpty()) {
            return scores;
        }
        Map<String, Object> points = new LinkedHashMap<>();
        String score = score(query, points);
        database.sql("select p.key, %s as score from product p where p.key = any(:keys)".formatted(score))
                .params(points)
                .param("keys", productKeys.toArray(Long[]::new))
                .query(row -> {
                    scores.put(row.getLong("key"), row.getDouble("score"));
                });
        return scores;
    }

    /** Nothing a caller wrote becomes part of the statement: stems and numbers are parameters. */
    private static String score(TextQuery query, Map<String, Object> parameters) {
        List<String> scores = new ArrayList<>();
        for (Word word : query.words()) {
            StringJoiner best = new StringJoiner(", ", "greatest(", ")");
            for (Alternative alternative : word.alternatives()) {
                int number = parameters.size();
                parameters.put("stem" + number, alternative.quoted());
                parameters.put("points" + number, word.share() * alternative.certainty());
                best.add("case when p.words @@ cast(:stem%1$d as tsquery) then cast(:points%1$d as float8) else 0 end"
                        .formatted(number));
            }
            scores.add(best.toString());
        }
        return String.join(" + ", scores);
    }
}
