import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How soon {@code make run} is ready and how much memory the service has then: with the cache that its JVM starts from and without, in
 * turn. How it finds its database, which runs already, is in the environment.
 */
final class StartBenchmark {

    private static final String CATALOGUE = "sample";
    private static final List<String> COMMAND = List.of("src/scripts/run.sh");
    private static final List<String> CACHES = List.of("with", "without");
    private static final int SEARCHES = 300;
    /** For what the service does by itself once it is ready, such as counting the words of its catalogue. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

    /**
     * One start.
     *
     * @param all seconds from the start of the script until the service was ready
     * @param process those of its process, as it says itself
     * @param ready resident MiB a while after that
     * @param searched resident MiB after the searches
     */
    private record Start(double all, double process, double ready, double searched) {

        static Start median(List<Start> starts) {
            return new Start(
                    median(starts, Start::all),
                    median(starts, Start::process),
                    median(starts, Start::ready),
                    median(starts, Start::searched));
        }

        private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
            double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        String row(String name) {
            return String.format(
                    Locale.ROOT, "| %s | %.2f | %.1f | %.0f | %.0f |", name, all, process, ready, searched);
        }
    }

    /** Arguments: a directory for logs, the file that the first start leaves, and how often the service is started each way. */
    void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        first(directory, Path.of(arguments[1]));
        IO.println("| cache | script to ready, s | process to ready, s | resident MiB when ready | resident MiB after "
                + SEARCHES + " searches |");
        IO.println("| --- | --- | --- | --- | --- |");
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            for (String cache : CACHES) {
                Start start = start(cache + "-" + round, directory, cache);
                starts.computeIfAbsent(cache, none -> new ArrayList<>()).add(start);
                IO.println(start.row(cache));
            }
        }
        starts.forEach((cache, each) -> IO.println(Start.median(each).row("**" + cache + ", median**")));
    }

    /** Draws and indexes the catalogue, and leaves the cache. */
    private static void first(Path directory, Path cache) throws IOException, InterruptedException {
        Checks.say("The first start, after which the others are measured");
        try (Replica replica = new Replica("first", directory, CATALOGUE, COMMAND, Map.of())) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            replica.start();
            replica.awaitReady();
            while (!Files.exists(cache) || isBusy(replica.api())) {
                if (System.nanoTime() > end) {
                    throw new IOException("There is still no " + cache + ", or a job still runs; see var/learn-start.log");
                }
                Thread.sleep(Duration.ofSeconds(1));
            }
            replica.terminate();
            replica.awaitExit();
        }
    }

    private static Start start(String name, Path directory, String cache) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("VITRINE_START_CACHE", cache);
        try (Replica replica = new Replica(name, directory, CATALOGUE, COMMAND, environment)) {
            long begin = System.nanoTime();
            replica.start();
            replica.awaitReady();
            double all = (System.nanoTime() - begin) * 1e-9;
            Thread.sleep(SETTLING);
            double ready = resident(replica.service());
            search(replica.api());
            Start start = new Start(all, replica.secondsToStart(), ready, resident(replica.service()));
            replica.terminate();
            replica.awaitExit();
            return start;
        }
    }

    private static boolean isBusy(Api api) throws IOException, InterruptedException {
        return api.get("/api/jobs?status=RUNNING").path("total").asInt() > 0
                || api.get("/api/jobs?status=QUEUED").path("total").asInt() > 0;
    }

    private static void search(Api api) throws IOException, InterruptedException {
        for (PinnedQueries.Query query : PinnedQueries.of(api.products(), SEARCHES / 2).queries()) {
            query.ask(api);
        }
    }

    /** MiB of the process that are in memory, on Linux. */
    private static double resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
                .sum();
    }
}
