import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether peers find what the service finds, so that times can be held against each other. */
final class SameAnswers {

    private static final int QUERIES = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI service;
    private final String catalogue;
    private final List<String> queries = new ArrayList<>();

    SameAnswers(URI service, String catalogue, LoadQueries queries) {
        this.service = service;
        this.catalogue = catalogue;
        for (int i = 0; i < QUERIES; i++) {
            this.queries.add(queries.next());
        }
    }

    /** Prints how many answers are the same, and how far scores of the same rank lie apart at most. */
    void tell(List<URI> peers) throws IOException {
        List<JsonNode> own = answers(service);
        IO.println("\n| asked | of " + QUERIES + " queries the same products in the same order | scores of a rank apart by at most |\n| --- | --- | --- |");
        for (int i = 0; i < peers.size(); i++) {
            List<JsonNode> others = answers(peers.get(i));
            int same = 0;
            double apart = 0;
            for (int query = 0; query < QUERIES; query++) {
                same += ids(own.get(query)).equals(ids(others.get(query))) ? 1 : 0;
                apart = Math.max(apart, apart(own.get(query), others.get(query)));
            }
            IO.println(Checks.format("| peer %d | %d | %.1e |", i + 1, same, apart));
        }
    }

    private List<JsonNode> answers(URI server) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        try (KeptConnection connection = new KeptConnection(server)) {
            for (String query : queries) {
                answers.add(JSON.readTree(
                        connection.post("/api/search", Load.body(catalogue, query)).body()));
            }
        }
        return answers;
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("hits").valueStream()
                .map(hit -> hit.path("product").path("id").asString())
                .toList();
    }

    private static double apart(JsonNode one, JsonNode other) {
        double apart = 0;
        for (int rank = 0; rank < Load.LIMIT; rank++) {
            apart = Math.max(apart, Math.abs(score(one, rank) - score(other, rank)));
        }
        return apart;
    }

    private static double score(JsonNode answer, int rank) {
        return answer.path("hits").path(rank).path("score").asDouble();
    }
}
