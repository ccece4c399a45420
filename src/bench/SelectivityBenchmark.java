import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a search with filters of different selectivity gives as many hits as there are, and how long it takes. */
final class SelectivityBenchmark {

    private static final double[] SHARES = {0.5, 0.05, 0.005, 0.0005};
    private static final int[] LIMITS = {10, 100};
    private static final List<String> QUERIES = List.of(
            "red men's t-shirt", "black leather handbag", "women's blue kurta", "white sports shoes", "silver watch",
            "something to wear at night", "running shorts", "kids shoes", "wedding saree", "brown belt");

    void main(String[] arguments) throws Exception {
        Api api = new Api(arguments[0], arguments[1]);
        List<Api.Product> products = api.products();
        IO.println("| filter | products | share | limit | hits | searches with as many as there are | median ms | slowest ms |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (double share : SHARES) {
            SelectiveFilter filter = SelectiveFilter.of(products, share);
            for (int limit : LIMITS) {
                IO.println(row(api, filter, products.size(), limit));
            }
        }
    }

    private static String row(Api api, SelectiveFilter filter, int products, int limit) throws Exception {
        long expected = Math.min(limit, filter.products());
        int right = 0;
        long least = Long.MAX_VALUE;
        double[] millis = new double[QUERIES.size()];
        for (int i = 0; i < millis.length; i++) {
            Api.Answer answer = api.search(Map.of("query", QUERIES.get(i), "limit", limit, "filters", filter.values()));
            millis[i] = answer.millis();
            List<Api.Product> hits = answer.products();
            boolean allMatch = hits.stream().allMatch(hit -> filter.values().entrySet().stream()
                    .allMatch(value -> hit.attribute(value.getKey()).equals(value.getValue())));
            right += allMatch && hits.size() == expected && answer.body().path("complete").asBoolean() ? 1 : 0;
            least = Math.min(least, hits.size());
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f %% | %d | %d | %d of %d | %.0f | %.0f |",
                filter.values(),
                filter.products(),
                100.0 * filter.products() / products,
                limit,
                least,
                right,
                QUERIES.size(),
                millis[millis.length / 2],
                millis[millis.length - 1]);
    }
}
