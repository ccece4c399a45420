import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came of the requests: a row for each operation, the wrong ones as files that can be sent again, and what refusals said. */
final class FuzzTable {

    private static final int MOST_KEPT = 200;
    private static final int MOST_SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final int port;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int wrongs;

    FuzzTable(Path directory, int port) throws IOException {
        this.directory = Files.createDirectories(directory.resolve("failed"));
        this.port = port;
    }

    private static final class Row {
        /** By the first digit of the status, 0 for no answer. */
        private final int[] answers = new int[6];

        private double slowest;
    }

    synchronized void add(RawRequest request, RawAnswer answer, List<String> broken) {
        Row row = rows.computeIfAbsent(request.operation(), none -> new Row());
        row.answers[answer.status() / 100]++;
        if (request.delivery() != RawRequest.Delivery.LEFT_OPEN) {
            row.slowest = Math.max(row.slowest, answer.millis());
        }
        if (!broken.isEmpty()) {
            wrongs++;
            keep(request, answer, broken);
        } else if (answer.isProblem() && answer.body().length > 0) {
            JsonNode problem = JSON.readTree(answer.body());
            String start = request.operation() + " " + answer.status() + " ";
            if (problem.path("errors").isEmpty()) {
                refusals.merge(start + shortened(problem.path("detail").asString()), 1, Integer::sum);
            }
            problem.path("errors").forEach(error -> refusals.merge(
                    start + shortened(error.path("field").asString()) + ": " + shortened(error.path("message").asString()),
                    1,
                    Integer::sum));
        }
    }

    /** Without what differs from request to request, on one line. */
    private static String shortened(String text) {
        return text.substring(0, Math.min(160, text.length())).replaceAll("[0-9]+", "0").replaceAll("\\p{Cntrl}", "?");
    }

    private void keep(RawRequest request, RawAnswer answer, List<String> broken) {
        if (wrongs > MOST_KEPT) {
            return;
        }
        Path file = directory.resolve(request.number() + ".http");
        try {
            Files.write(file, request.bytes());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        wrong.add("`" + request.line().replace("`", "'") + "`: " + String.join(", ", broken));
        Checks.say(wrong.getLast() + "\n  " + shortened(answer.text()) + "\n  (cat " + file
                + "; sleep 5) | curl -s telnet://127.0.0.1:" + port);
    }

    /** Prints the rows, and writes down what refusals said. */
    void print() throws IOException {
        IO.println("| operation | requests | 2xx | 3xx | 4xx | 5xx | no answer | slowest |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        rows.forEach((operation, row) -> IO.println("| " + operation + " | " + Arrays.stream(row.answers).sum() + " | " + row.answers[2]
                + " | " + row.answers[3] + " | " + row.answers[4] + " | " + row.answers[5] + " | " + row.answers[0] + " | "
                + Math.round(row.slowest) + " ms |"));
        IO.println("""

                A 5xx that is right is 501, for CONNECT and for codings of a body that nobody knows, and 503 with a time to come back, for a
                catalogue that a request has made and nobody indexes. Times are without requests that were left open, for which the service
                waits.
                """);
        String told = refusals.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey() + "\n")
                .collect(Collectors.joining());
        // A refusal may repeat half of a surrogate pair, which a file written as text does not take.
        Files.write(directory.resolveSibling("refusals.txt"), told.getBytes(StandardCharsets.UTF_8));
    }

    int requests() {
        return rows.values().stream().mapToInt(row -> Arrays.stream(row.answers).sum()).sum();
    }

    double slowest() {
        return rows.values().stream().mapToDouble(row -> row.slowest).max().orElse(0);
    }

    /** How many answers were wrong. */
    synchronized int wrongs() {
        return wrongs;
    }

    /** Some of the requests that were answered wrongly. */
    List<String> examples() {
        return wrong.subList(0, Math.min(MOST_SHOWN, wrong.size()));
    }
}
