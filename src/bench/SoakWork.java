import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** Clients that search in every way there is, one that replaces products, and one that trains models and deletes them, until told to end. */
final class SoakWork implements AutoCloseable {

    private static final int OK = 200;
    private static final int PRODUCTS = 800;
    private static final int REPLACED = 100;
    private static final int DIFFERENT = 8;
    private static final long POLL_MILLIS = 200;
    private static final String USUAL_MODEL = "vitrine-mini-4";
    private static final JsonMapper JSON = new JsonMapper();

    /** What a search asks beside its query. */
    private static final List<Map<String, Object>> KINDS = List.of(
            Map.of("mode", "vector"),
            Map.of("mode", "hybrid", "explain", true),
            Map.of("mode", "text", "facets", List.of("gender", "baseColour")),
            Map.of("mode", "vector", "filters", Map.of("gender", "Women"), "limit", 50),
            Map.of("mode", "hybrid", "collapseDuplicates", true, "offset", 10));

    private final Api api;
    private final URI server;
    private final String catalogue;
    private final Path directory;
    private final LoadQueries queries;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> loops = new ArrayList<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong searches = new AtomicLong();
    private final AtomicInteger imports = new AtomicInteger();
    private final AtomicInteger trainings = new AtomicInteger();
    private long tookFigures = System.nanoTime();
    private volatile boolean ending;

    private SoakWork(Api api, int port, String catalogue, Path directory) throws IOException, InterruptedException {
        this.api = api;
        this.server = URI.create("http://127.0.0.1:" + port);
        this.catalogue = catalogue;
        this.directory = directory;
        replace(0, PRODUCTS);
        api.index();
        this.queries = new LoadQueries(api.products(), System.nanoTime());
    }

    /** Imports the catalogue, has it indexed, and begins. */
    static SoakWork begin(Api api, int port, String catalogue, Path directory, int clients)
            throws IOException, InterruptedException {
        SoakWork work = new SoakWork(api, port, catalogue, directory);
        for (int client = 0; client < clients; client++) {
            work.loop(work::search);
        }
        work.loop(() -> {
            work.replace(1 + work.imports.get() % DIFFERENT, REPLACED);
            work.imports.incrementAndGet();
        });
        work.loop(work::train);
        return work;
    }

    private interface Turn {
        void take() throws Exception;
    }

    private void loop(Turn turn) {
        loops.add(threads.submit(() -> {
            try {
                while (!ending) {
                    turn.take();
                }
            } catch (Exception broken) {
                failures.add(broken.toString());
                throw broken;
            }
            return null;
        }));
    }

    private void search() throws IOException {
        try (KeptConnection connection = new KeptConnection(server)) {
            while (!ending) {
                Map<String, Object> body = new HashMap<>(KINDS.get((int) (searches.get() % KINDS.size())));
                body.put("query", queries.next());
                body.put("catalogue", catalogue);
                long start = System.nanoTime();
                KeptConnection.Reply reply = connection.post("/api/search", JSON.writeValueAsBytes(body));
                if (reply.status() != OK) {
                    throw new IOException(reply.status() + " to " + body + ": " + new String(reply.body()));
                }
                millis.add((System.nanoTime() - start) * 1e-6);
                searches.incrementAndGet();
            }
        }
    }

    /** Replaces some of the products by others of the same ids, and waits for the indexing that the service then orders, if it has begun. */
    private void replace(int number, int products) throws IOException, InterruptedException {
        Path file = directory.resolve("products.ndjson");
        DrillCatalogue.writeTo(file, number, products);
        api.finish(api.upload("/api/catalogue-imports?catalogue=" + catalogue, "application/x-ndjson", file));
        awaitIndexed();
    }

    private void awaitIndexed() throws IOException, InterruptedException {
        while (waiting("QUEUED") || waiting("RUNNING")) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Whether an indexing has this status. */
    private boolean waiting(String status) throws IOException, InterruptedException {
        return api.get("/api/jobs?type=indexing&status=" + status).path("total").asInt() > 0;
    }

    private void train() throws IOException, InterruptedException {
        String name = "soak-" + trainings.get();
        Map<String, Object> plan = Map.of(
                "name", name,
                "catalogue", catalogue,
                "startFrom", USUAL_MODEL,
                "steps", 10,
                "batchSize", 32,
                "hardNegatives", Map.of("attribute", "articleType", "run", 8),
                "split", Map.of("validation", 0.2, "test", 0.2, "seed", 1));
        api.finish(api.post("/api/training-jobs", plan));
        api.delete("/api/models/" + name);
        trainings.incrementAndGet();
    }

    /** Searches a second, their median and 99th percentile since the last time, and imports and trainings so far. */
    String takeFigures() {
        List<Double> taken = new ArrayList<>();
        for (Double each = millis.poll(); each != null; each = millis.poll()) {
            taken.add(each);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Something failed: " + failures);
        }
        double seconds = (System.nanoTime() - tookFigures) * 1e-9;
        tookFigures = System.nanoTime();
        double[] sorted = taken.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Load.Seen seen = new Load.Seen(sorted, 0, seconds, 0);
        return Checks.format(
                "%.0f | %.0f | %.0f | %d | %d",
                seen.perSecond(), seen.percentile(.5), seen.percentile(.99), imports.get(), trainings.get());
    }

    /** Lets everybody finish what they are at; what broke one of them breaks this. */
    void end() throws Exception {
        ending = true;
        for (Future<?> loop : loops) {
            loop.get(10, TimeUnit.MINUTES);
        }
    }

    long searches() {
        return searches.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    int imports() {
        return imports.get();
    }

    int trainings() {
        return trainings.get();
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
