import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One table of vectors against one that three servers hold a third of each, as the service makes and asks them: through approximate
 * indexes and by comparing every vector, the best ten, one client, on equal vectors and queries. A vector is one of a few thousand
 * base vectors that normal noise has moved, so that there are neighbours as in a catalogue.
 */
final class ServersBenchmark {

    private static final int DIMENSIONS = 128;
    private static final int BASES = 4000;
    private static final double NOISE = 0.42;
    private static final int QUERIES = 200;
    private static final int ROUNDS = 2;
    private static final int LIMIT = 10;
    private static final int BUFFER = 1 << 20;
    private static final String COLUMNS =
            " (product_key bigint not null, picture_hash text not null, embedding vector(128) not null)";
    private static final String GRAPH = " using hnsw (embedding vector_ip_ops) with (m = 24, ef_construction = 128)";
    private static final String DISTANCE = "e.embedding <#> cast(? as vector)";

    private final Random random = new Random(7);
    private final float[][] bases = new float[BASES][];

    /** Where vectors lie, and the statements that find the best through the index and by comparing all. */
    private record Place(String name, String byIndex, String byComparison) {}

    private record Run(List<List<Long>> found, double[] millis) {}

    /** Arguments: how many vectors, the address of the database that is asked, and those of the servers. */
    void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        List<String> servers = Arrays.asList(arguments).subList(2, arguments.length);
        for (int i = 0; i < BASES; i++) {
            bases[i] = moved(new float[DIMENSIONS]);
        }
        try (Connection database = DriverManager.getConnection(arguments[1])) {
            double one = fill(database, count);
            double several = spread(database, servers);
            List<String> queries = IntStream.range(0, QUERIES).mapToObj(i -> text(vector())).toList();
            Place here = new Place("one", statement(List.of("embedding_one"), true), statement(List.of("embedding_one"), false));
            List<String> parts = IntStream.rangeClosed(1, servers.size()).mapToObj(i -> "embedding_many_" + i).toList();
            Place there = new Place(servers.size() + " servers", statement(parts, true), statement(parts, false));
            IO.println(String.format(
                    Locale.ROOT, "The index was built in %.0f s on one, in %.0f s on %d servers at the same time.%n", one, several, servers.size()));
            compare(database, List.of(here, there), queries);
            IO.println("\nThe plan of a search through the indexes; the query's numbers are left out, and what is sent to the second and the third server is the same:\n");
            IO.println("```\n" + plan(database, there, queries.getFirst()) + "\n```");
        }
    }

    private void compare(Connection database, List<Place> places, List<String> queries) throws SQLException {
        List<List<Long>> right = run(database, places.getFirst().byComparison(), queries).found();
        for (Place place : places) {
            run(database, place.byIndex(), queries); // so that what is read is in memory
            run(database, place.byComparison(), queries);
        }
        IO.println("| round | vectors lie on | index: recall@10 | p50 ms | p95 ms | every vector: same ten | p50 ms | p95 ms |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int round = 1; round <= ROUNDS; round++) {
            for (Place place : places) {
                Run index = run(database, place.byIndex(), queries);
                Run all = run(database, place.byComparison(), queries);
                IO.println(String.format(
                        Locale.ROOT,
                        "| %d | %s | %.4f | %s | %.4f | %s |",
                        round,
                        place.name(),
                        agreement(right, index.found()),
                        percentiles(index.millis()),
                        agreement(right, all.found()),
                        percentiles(all.millis())));
            }
        }
    }

    /** One table with its index; returns the seconds that the index took. */
    private double fill(Connection database, int count) throws SQLException, IOException {
        execute(database, "create extension vector", "create extension postgres_fdw", "create extension dblink");
        execute(database, "create table embedding_one" + COLUMNS, "create table product (key bigint primary key)");
        CopyIn copy = database.unwrap(PGConnection.class).getCopyAPI().copyIn("copy embedding_one from stdin");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(i).append("\tpicture\t").append(text(vector())).append('\n');
            if (lines.length() > BUFFER || i == count) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
                copy.writeToCopy(bytes, 0, bytes.length);
                lines.setLength(0);
            }
        }
        copy.endCopy();
        execute(database, "insert into product select product_key from embedding_one");
        long start = System.nanoTime();
        execute(database, "set maintenance_work_mem = '1GB'", "create index on embedding_one" + GRAPH);
        double seconds = (System.nanoTime() - start) * 1e-9;
        execute(database, "alter table embedding_one add primary key (product_key)", "vacuum analyze");
        execute(
                database,
                "set hnsw.ef_search = 400",
                "set hnsw.iterative_scan = strict_order",
                "set max_parallel_workers_per_gather = 0",
                "set plan_cache_mode = force_custom_plan");
        return seconds;
    }

    /** The same vectors in a table that the servers hold; returns the seconds that the indexes took. */
    private static double spread(Connection database, List<String> servers) throws Exception {
        execute(database, "create table embedding_many" + COLUMNS + " partition by hash (product_key)");
        List<Connection> there = new ArrayList<>();
        for (int i = 1; i <= servers.size(); i++) {
            String part = "embedding_many_" + i;
            Connection server = DriverManager.getConnection(servers.get(i - 1));
            there.add(server);
            execute(server, "create extension vector", "create table " + part + COLUMNS);
            execute(
                    database,
                    foreignServer(i, servers.get(i - 1)),
                    "create foreign table " + part + " partition of embedding_many for values with (modulus " + servers.size()
                            + ", remainder " + (i - 1) + ") server vectors_" + i
                            + " options (batch_size '1000', fetch_size '10000', async_capable 'true')");
        }
        execute(database, "insert into embedding_many select * from embedding_one");
        long start = System.nanoTime();
        List<Thread> building = new ArrayList<>();
        for (int i = 1; i <= servers.size(); i++) {
            Connection server = there.get(i - 1);
            String part = "embedding_many_" + i;
            building.add(Thread.startVirtualThread(() -> build(server, part)));
        }
        for (Thread each : building) {
            each.join();
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        for (int i = 1; i <= servers.size(); i++) {
            execute(there.get(i - 1), "alter table embedding_many_" + i + " add primary key (product_key)", "vacuum analyze");
            there.get(i - 1).close();
            execute(database, "analyze embedding_many_" + i);
        }
        return seconds;
    }

    private static void build(Connection server, String part) {
        try {
            execute(server, "set maintenance_work_mem = '512MB'", "create index on " + part + GRAPH);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As {@code src/docs/several-servers.md} tells an operator to make it; the address is jdbc:postgresql://host:port/database?user=…&password=…. */
    private static String foreignServer(int number, String url) {
        String[] address = url.substring("jdbc:postgresql://".length()).split("[:/?&]");
        return """
                create server vectors_%1$d foreign data wrapper postgres_fdw options (host '%2$s', port '%3$s', dbname '%4$s',
                    extensions 'vector', options '-c hnsw.ef_search=400 -c hnsw.iterative_scan=relaxed_order -c max_parallel_workers_per_gather=0');
                create user mapping for current_user server vectors_%1$d options (user '%5$s', password '%6$s')
                """.formatted(number, address[0], address[1], address[2], address[3].substring("user=".length()), address[4].substring("password=".length()));
    }

    /** What the service sends; each part is asked for its own best. */
    private static String statement(List<String> parts, boolean byIndex) {
        String order = byIndex ? "measure" : "measure desc, e.product_key";
        String measure = byIndex ? DISTANCE : "-(" + DISTANCE + ")";
        return parts.stream()
                .map(part -> "(select e.product_key, " + measure + " as measure from " + part + " e order by " + order + " limit "
                        + (LIMIT + 1) + ")")
                .collect(Collectors.joining(" union all ", "with nearest as materialized (select product_key, "
                        + (byIndex ? "-" : "") + "measure as score from (", """
                        ) found)
                        select nearest.product_key, score, product.key is not null as existing
                        from nearest left join product on product.key = nearest.product_key
                        order by score desc, nearest.product_key limit\s""" + LIMIT));
    }

    private static Run run(Connection database, String sql, List<String> queries) throws SQLException {
        List<List<Long>> found = new ArrayList<>();
        double[] millis = new double[queries.size()];
        try (PreparedStatement search = database.prepareStatement(sql)) {
            for (int i = 0; i < millis.length; i++) {
                bind(search, queries.get(i));
                long start = System.nanoTime();
                try (ResultSet rows = search.executeQuery()) {
                    List<Long> keys = new ArrayList<>();
                    while (rows.next()) {
                        keys.add(rows.getLong(1));
                    }
                    found.add(keys);
                }
                millis[i] = (System.nanoTime() - start) * 1e-6;
            }
        }
        return new Run(found, millis);
    }

    private static String plan(Connection database, Place place, String query) throws SQLException {
        try (PreparedStatement explain =
                database.prepareStatement("explain (analyze, verbose, costs off) " + place.byIndex())) {
            bind(explain, query);
            StringBuilder lines = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.append(rows.getString(1).replaceAll("'\\[[-0-9.,eE]*]'", "'[…]'")).append('\n');
                }
            }
            return lines.toString().strip();
        }
    }

    private static void bind(PreparedStatement statement, String query) throws SQLException {
        for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
            statement.setString(i, query);
        }
    }

    private static double agreement(List<List<Long>> right, List<List<Long>> found) {
        return IntStream.range(0, right.size())
                .mapToDouble(i -> right.get(i).stream().filter(new HashSet<>(found.get(i))::contains).count() / (double) LIMIT)
                .average()
                .orElseThrow();
    }

    private static String percentiles(double[] millis) {
        Arrays.sort(millis);
        return String.format(Locale.ROOT, "%.1f | %.1f", millis[millis.length / 2], millis[millis.length * 95 / 100]);
    }

    private float[] vector() {
        return moved(bases[random.nextInt(BASES)]);
    }

    /** Of unit length. */
    private float[] moved(float[] vector) {
        double scale = NOISE / Math.sqrt(DIMENSIONS);
        float[] moved = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            moved[i] = (float) (vector[i] + scale * random.nextGaussian());
            squares += moved[i] * moved[i];
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            moved[i] = (float) (moved[i] / Math.sqrt(squares));
        }
        return moved;
    }

    private static String text(float[] vector) {
        return Arrays.toString(vector).replace(" ", "");
    }

    private static void execute(Connection database, String... statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
