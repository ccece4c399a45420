import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Queries of which is known what each model answers while nothing else happens. */
final class PinnedQueries {

    private static final int LIMIT = 10;

    /** One search, in one of the modes that look at vectors. */
    record Query(String text, String mode) {

        Answer ask(Api api) throws IOException, InterruptedException {
            return Answer.of(api.search(Map.of("query", text, "mode", mode, "limit", LIMIT))
                    .body());
        }

        private Answer ask(Api api, String model) throws IOException, InterruptedException {
            return Answer.of(api.search(Map.of("query", text, "mode", mode, "limit", LIMIT, "model", model))
                    .body());
        }
    }

    record Hit(String product, double score) {}

    /** @param model that the answer says it is from */
    record Answer(String model, List<Hit> hits) {

        static Answer of(JsonNode body) {
            return new Answer(
                    body.path("model").asString(""),
                    body.path("hits")
                            .valueStream()
                            .map(hit -> new Hit(
                                    hit.path("product").path("id").asString(),
                                    hit.path("score").asDouble()))
                            .toList());
        }

        /** Whether both have the same products at the same ranks. */
        boolean ranksAs(Answer other) {
            return hits.stream()
                    .map(Hit::product)
                    .toList()
                    .equals(other.hits.stream().map(Hit::product).toList());
        }
    }

    private final List<Query> queries;
    private final Map<String, Map<Query, Answer>> known = new HashMap<>();

    private PinnedQueries(List<Query> queries) {
        this.queries = queries;
    }

    /** As many of the products' names as are wanted, each in two modes. */
    static PinnedQueries of(List<Api.Product> products, int wanted) {
        List<Query> queries = new ArrayList<>();
        IntStream.range(0, wanted).map(i -> i * products.size() / wanted).forEach(i -> {
            queries.add(new Query(products.get(i).name(), "vector"));
            queries.add(new Query(products.get(i).name(), "hybrid"));
        });
        return new PinnedQueries(queries);
    }

    List<Query> queries() {
        return queries;
    }

    /** Notes what the model answers; returns how many queries have another answer elsewhere. */
    int learn(String model, Replica replica, Replica elsewhere) throws IOException, InterruptedException {
        Map<Query, Answer> answers = new HashMap<>();
        int different = 0;
        for (Query query : queries) {
            answers.put(query, query.ask(replica.api(), model));
            different += query.ask(elsewhere.api(), model).ranksAs(answers.get(query)) ? 0 : 1;
        }
        known.put(model, answers);
        return different;
    }

    /** Of how many queries both models give other hits. */
    long differing(String one, String other) {
        return queries.stream()
                .filter(query ->
                        !known.get(one).get(query).ranksAs(known.get(other).get(query)))
                .count();
    }

    /** Whether the model that the answer names has given the same products at the same ranks at rest. */
    boolean isAsKnown(Query query, Answer answer) {
        Map<Query, Answer> answers = known.get(answer.model());
        return answers != null && answers.get(query).ranksAs(answer);
    }
}
