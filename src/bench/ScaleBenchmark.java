import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Searches as they are usually answered against those that ask for the comparison with every vector, by size of the catalogue and by filter,
 * over HTTP: one client, mode vector, the best ten; and how long the jobs take that import the products, index their vectors and evaluate the
 * model with them. The service must run with {@code VITRINE_MODELS_CACHED_TEXTS=0} and {@code VITRINE_SEARCH_REMEMBERED_HITS=0}, so that
 * every search embeds its query and compares its vector, and with {@code VITRINE_SEARCH_INDEXING_DELAY=1d}, so that it does not index by itself
 * what has been imported. With {@code VITRINE_SEARCH_APPROXIMATE_FROM=0} and {@code VITRINE_SEARCH_VECTORS_IN_MEMORY=0} it answers through an
 * approximate index, also of small catalogues; as it is, from its copy in memory.
 */
final class ScaleBenchmark {

    private static final int QUERIES = 100;
    private static final int LIMIT = 10;
    /** Passes over the queries after which what is read is in memory, and the service's code is compiled. */
    private static final int WARM_UP = 5;
    private static final double[] SHARES = {0.1, 0.01};

    /** @param exact whether every vector was compared in each of the searches */
    private record Run(List<List<String>> ids, double[] millis, boolean exact) {}

    /** Arguments: the service, the catalogue to copy, the service's database as JDBC names it, and the sizes. */
    void main(String[] arguments) throws Exception {
        Api source = new Api(arguments[0], arguments[1]);
        Api scale = new Api(arguments[0], ScaleCatalogue.NAME);
        List<Api.Product> products = source.products();
        List<Map<String, String>> filters = Stream.concat(
                        Stream.of(Map.<String, String>of()),
                        Arrays.stream(SHARES).mapToObj(share -> SelectiveFilter.of(products, share).values()))
                .toList();
        List<String> queries = new QuerySets(products, 3).all().get("attribute phrases").stream()
                .limit(QUERIES)
                .map(QuerySets.Query::text)
                .toList();
        List<String> work = new ArrayList<>();
        IO.println("| products | filter | as usual: recall@10 | p50 ms | p95 ms | with `exact`: p50 ms | p95 ms |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- |");
        try (Connection database = connect(arguments[2])) {
            ScaleCatalogue catalogue = new ScaleCatalogue(database);
            for (String size : Arrays.asList(arguments).subList(3, arguments.length)) {
                catalogue.remove();
                double imported = seconds(() -> catalogue.importInto(scale, products, Integer.parseInt(size)));
                catalogue.fill(arguments[1]);
                double start = System.currentTimeMillis() * 1e-3;
                scale.index();
                double indexed = catalogue.liveAt() - start;
                for (Map<String, String> filter : filters) {
                    IO.println("| " + size + " | " + filter + " | " + compare(scale, queries, filter) + " |");
                }
                double evaluated = seconds(scale::evaluate);
                work.add(Checks.format(
                        "| %s | %.1f | %.1f | %.1f | %d |", size, imported, indexed, evaluated, catalogue.mebibytes()));
            }
            catalogue.remove();
        }
        IO.println("\n| products | imported in s | indexed in s | evaluated in s | vectors and index MiB |");
        IO.println("| --- | --- | --- | --- | --- |");
        work.forEach(IO::println);
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) * 1e-9;
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    private static String compare(Api api, List<String> queries, Map<String, String> filter) throws Exception {
        for (int pass = 0; pass < WARM_UP; pass++) {
            run(api, queries, filter, false);
        }
        Run approximate = run(api, queries, filter, false);
        Run exact = run(api, queries, filter, true);
        double recall = 0;
        for (int i = 0; i < queries.size(); i++) {
            List<String> wanted = exact.ids().get(i);
            recall += wanted.stream().filter(approximate.ids().get(i)::contains).count() / (double) wanted.size();
        }
        return String.format(
                Locale.ROOT,
                "%s | %s | %s",
                approximate.exact() ? "exact" : String.format(Locale.ROOT, "%.4f", recall / queries.size()),
                percentiles(approximate.millis()),
                percentiles(exact.millis()));
    }

    private static Run run(Api api, List<String> queries, Map<String, String> filter, boolean exact) throws Exception {
        Api.Answer[] answers = new Api.Answer[queries.size()];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = api.search(Map.of(
                    "query", queries.get(i), "limit", LIMIT, "mode", "vector", "filters", filter, "exact", exact));
        }
        return new Run(
                Arrays.stream(answers)
                        .map(answer -> answer.products().stream().map(Api.Product::id).toList())
                        .toList(),
                Arrays.stream(answers).mapToDouble(Api.Answer::millis).toArray(),
                Arrays.stream(answers).allMatch(answer -> answer.body().path("exact").asBoolean()));
    }

    private static String percentiles(double[] millis) {
        Arrays.sort(millis);
        return String.format(Locale.ROOT, "%.1f | %.1f", millis[millis.length / 2], millis[millis.length * 95 / 100]);
    }
}
