import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the service stands whatever somebody may send: hostile requests over every operation of its own description, each answered in
 * time and well, and nothing lost. How the service finds its database is in the environment.
 */
final class Fuzz {

    private static final String GUARDED = "guarded";
    private static final int PRODUCTS = 60;
    private static final int CLIENTS = 6;
    private static final int TOLD = 1000;
    private static final long POLL_MILLIS = 200;

    /** Arguments: a directory for logs and files, how many requests, and the seed that they are made from. */
    void main(String[] arguments) {
        Checks checks = new Checks();
        Path directory = Path.of(arguments[0]);
        try {
            KnownValues known = prepare(directory);
            try (Replica service = new Replica("fuzzed", directory, GUARDED, Map.of("VITRINE_ROLES", "web"))) {
                start(service);
                run(checks, service, known, directory, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
            }
        } catch (Exception broken) {
            broken.printStackTrace();
            checks.check("the fuzz came to its end", false, broken.toString());
            checks.end();
        }
        System.exit(checks.passed() ? 0 : 1);
    }

    private static void start(Replica replica) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(replica::close));
        replica.start();
        replica.awaitReady();
    }

    /** Has a process that also works import, index and evaluate the guarded catalogue, and ends it. */
    private static KnownValues prepare(Path directory) throws IOException, InterruptedException {
        try (Replica worker = new Replica("worker", directory, GUARDED)) {
            start(worker);
            Api api = worker.api();
            Path products = directory.resolve("products.ndjson");
            DrillCatalogue.writeTo(products, 0, PRODUCTS);
            api.finish(api.upload("/api/catalogue-imports?catalogue=" + GUARDED, "application/x-ndjson", products));
            awaitIndexing(api);
            api.evaluate();
            KnownValues known = KnownValues.of(api, GUARDED);
            worker.terminate();
            worker.awaitExit();
            return known;
        }
    }

    /** The service indexes what was imported by itself, a second after the last change. */
    private static void awaitIndexing(Api api) throws IOException, InterruptedException {
        while (api.get("/api/jobs?type=indexing").path("items").isEmpty()) {
            Thread.sleep(POLL_MILLIS);
        }
        api.finish(api.get("/api/jobs?type=indexing").path("items").path(0));
    }

    private static void run(Checks checks, Replica service, KnownValues known, Path directory, int requests, long seed)
            throws IOException, InterruptedException {
        Api api = service.api();
        List<Operation> operations = Operation.of(api.get("/v3/api-docs"));
        GuardedData before = GuardedData.of(api, GUARDED);
        FuzzTable table = new FuzzTable(directory, service.port());
        String key = System.getenv("VITRINE_ADMIN_KEY");
        HostileRequests hostile = new HostileRequests(operations, known, seed, key, CLIENTS);
        List<WrittenProducts> written = send(hostile, new RawHttp(service.port()), table, requests);
        IO.println("## Requests\n\nSeed " + seed + ", " + CLIENTS + " clients at once, " + operations.size()
                + " operations, one request in " + HostileRequests.SOUND + " sound.\n");
        table.print();
        checks.part("What must be");
        checks.check("requests that came to an end", table.requests() == requests, table.requests() + " of " + requests);
        check(checks, service, table, before, written);
    }

    private static List<WrittenProducts> send(HostileRequests hostile, RawHttp http, FuzzTable table, int requests)
            throws InterruptedException {
        AtomicInteger sent = new AtomicInteger();
        List<WrittenProducts> written = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            WrittenProducts own = new WrittenProducts(HostileRequests.catalogue(client));
            written.add(own);
            clients.add(Thread.ofPlatform().daemon().name("client-" + client).start(() -> {
                for (int number = first; number < requests; number += CLIENTS) {
                    exchange(hostile.request(number), http, table, own);
                    if (sent.incrementAndGet() % TOLD == 0) {
                        Checks.say(sent + " of " + requests + " requests, " + table.wrongs() + " answered wrongly");
                    }
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        return written;
    }

    private static void exchange(RawRequest request, RawHttp http, FuzzTable table, WrittenProducts own) {
        try {
            RawAnswer answer = http.answer(request);
            table.add(request, answer, AnswerRules.broken(request, answer));
            own.hear(request, answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(
            Checks checks, Replica service, FuzzTable table, GuardedData before, List<WrittenProducts> written)
            throws IOException, InterruptedException {
        checks.check(
                "answers that are wrong: 5xx, none, or a refusal that is no complete problem document",
                table.wrongs() == 0,
                Integer.toString(table.wrongs()));
        long limit = RawHttp.LIMIT.toMillis();
        checks.check("the slowest answer, at most " + limit + " ms", table.slowest() <= limit, Math.round(table.slowest()) + " ms");
        before.compare(checks, GuardedData.of(service.api(), GUARDED));
        List<String> lost = new ArrayList<>();
        for (WrittenProducts own : written) {
            lost.addAll(own.lost(service.api()));
        }
        checks.check(
                "products written by the requests that are not as the last answer had them",
                lost.isEmpty(),
                lost.isEmpty() ? "0 of " + written.stream().mapToInt(WrittenProducts::count).sum() : lost.toString());
        checks.end();
        table.examples().forEach(example -> IO.println("- " + example));
    }
}
