import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the service stands hours of work: for a while clients search as fast as they are answered while products are replaced and
 * models are trained and deleted, without a pause; nothing may fail, and what the process has in memory may not grow.
 */
final class Soak {

    private static final String CATALOGUE = "soak";
    private static final int CLIENTS = 4;
    private static final int ROWS = 15;
    /** Of what is resident, between the second third and the last; the first is for the heap to find its size. */
    private static final double GROWTH = 0.05;

    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final double KIBIBYTES_PER_MEBIBYTE = 1024;

    /** Arguments: a directory for logs and files, and how many minutes it lasts. */
    void main(String[] arguments) {
        Checks checks = new Checks();
        Path directory = Path.of(arguments[0]);
        try (Replica replica = new Replica("soaked", directory, CATALOGUE)) {
            replica.start();
            replica.awaitReady();
            run(checks, replica, directory, Duration.ofMinutes(Integer.parseInt(arguments[1])));
        } catch (Exception broken) {
            broken.printStackTrace();
            checks.check("the soak came to its end", false, broken.toString());
            checks.end();
        }
        System.exit(checks.passed() ? 0 : 1);
    }

    private static void run(Checks checks, Replica replica, Path directory, Duration length) throws Exception {
        List<Double> resident = new ArrayList<>();
        try (SoakWork work = SoakWork.begin(replica.api(), replica.port(), CATALOGUE, directory, CLIENTS)) {
            IO.println("%d clients search, each again as soon as it is answered.\n".formatted(CLIENTS));
            IO.println("| after | searches/s | p50 ms | p99 ms | imports | trainings | resident MiB, mean |");
            IO.println("| --- | --- | --- | --- | --- | --- | --- |");
            for (int row = 1; row <= ROWS; row++) {
                resident.add(meanResident(replica.service(), length.dividedBy(ROWS)));
                IO.println(Checks.format(
                        "| %d min | %s | %.0f |",
                        length.multipliedBy(row).dividedBy(ROWS).toMinutes(),
                        work.takeFigures(),
                        resident.getLast()));
            }
            work.end();
            checks.end();
            checks.part("What came of it");
            checks.check(
                    "searches that were answered well",
                    work.searches() > 0 && work.failures().isEmpty(),
                    work.searches() + ", failed: " + work.failures());
            checks.check("imports that ended well, with their indexings", work.imports() > 0, "" + work.imports());
            checks.check("trainings that ended well", work.trainings() > 0, "" + work.trainings());
        }
        double before = mean(resident.subList(ROWS / 3, 2 * ROWS / 3));
        double after = mean(resident.subList(2 * ROWS / 3, ROWS));
        checks.check(
                "resident memory, second third and last, MiB",
                after < before * (1 + GROWTH),
                Checks.format("%.0f, %.0f", before, after));
        checkJobs(checks, replica.api());
        replica.terminate();
        checks.check("exit status after SIGTERM", replica.awaitExit() == 143, "" + replica.awaitExit());
        checks.end();
    }

    private static void checkJobs(Checks checks, Api api) throws IOException, InterruptedException {
        Thread.sleep(SETTLING); // for the indexing that the last import has made the service order
        for (String status : List.of("FAILED", "RUNNING", "QUEUED")) {
            long jobs = api.get("/api/jobs?status=" + status).path("total").asLong();
            checks.check("jobs left as " + status, jobs == 0, "" + jobs);
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The mean of a look each second, for as long as it says. */
    private static double meanResident(ProcessHandle process, Duration length) throws IOException, InterruptedException {
        List<Double> looks = new ArrayList<>();
        for (long second = 0; second < length.toSeconds(); second++) {
            Thread.sleep(Duration.ofSeconds(1));
            looks.add(resident(process));
        }
        return mean(looks);
    }

    /** MiB of the process that are in memory, on Linux. */
    private static double resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE)
                .sum();
    }
}
