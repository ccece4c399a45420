import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well each mode of search finds what queries of four kinds mean, and how long it takes: one client, one query at a time. */
final class ModesBenchmark {

    private static final int DEPTH = 10;
    /** Not the one that the fusion of words and pictures was chosen with, which is 1. */
    private static final long SEED = 2;

    void main(String[] arguments) throws Exception {
        Api api = new Api(arguments[0], arguments[1]);
        Map<String, List<QuerySets.Query>> sets = new QuerySets(api.products(), SEED).all();
        IO.println("| queries | number | mode | precision@10 | recall@10 | p50 ms | p95 ms |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Map.Entry<String, List<QuerySets.Query>> set : sets.entrySet()) {
            for (String mode : List.of("vector", "text", "hybrid")) {
                IO.println(row(api, set.getKey(), set.getValue(), mode));
            }
        }
        sets.forEach((name, queries) -> IO.println("\n" + name + ", for example: "
                + String.join("; ", queries.stream().limit(6).map(QuerySets.Query::text).toList())));
    }

    private static String row(Api api, String name, List<QuerySets.Query> queries, String mode) throws Exception {
        double precision = 0;
        double recall = 0;
        double[] millis = new double[queries.size()];
        for (int i = 0; i < millis.length; i++) {
            QuerySets.Query query = queries.get(i);
            Api.Answer answer = api.search(Map.of("query", query.text(), "limit", DEPTH, "mode", mode));
            millis[i] = answer.millis();
            long found = answer.products().stream().filter(query.meant()).count();
            precision += found / (double) DEPTH;
            recall += found / (double) query.relevant();
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.3f | %.3f | %.0f | %.0f |",
                name,
                millis.length,
                mode,
                precision / millis.length,
                recall / millis.length,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100]);
    }
}
