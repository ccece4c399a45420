package io.vitrine.training;

import io.vitrine.encoders.EngineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The measured rows beside the paper's, as a page in Markdown. Rows that stand there already, of another machine's work say, stay until the same encoder is
 * trained the same way again; so does what somebody wrote below.
 */
final class ReproductionTable {

    private static final String HEAD = """
            # The paper's table, reproduced

            Written by `make reproduce`. The paper's protocol: each picture ranks all different names of the data set; accuracy is the share of \
            pictures whose own name comes first, top-100 the share that has it among the first hundred. A name counts as high as the \
            number of different names that score higher; ties share the expected rank; a score that is not a number fails. "In sample" ranks \
            all pictures, most of them learned from, as the paper did; "held out" only those of the test part, which shares neither a bag of \
            words nor a picture with what was learned.

            | towers | encoder | trained by | accuracy in sample | top-100 in sample | accuracy held out | top-100 held out | epochs × batch | minutes | commit | machine |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String MACHINES = "Machines:\n\n";

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([^|]+) \\| `([^|]+)` \\| ([^|]+) \\| (.+) \\| (\\d+) \\|$");
    private static final Pattern MACHINE = Pattern.compile("(?m)^(\\d+)\\. (.+)\\n");

    private record Training(String towers, String encoder, String recipe) {}

    private record Result(String figures, String machine) {}

    private final Path file;
    private final Map<Training, Result> rows = new LinkedHashMap<>();
    private String notes = "";

    ReproductionTable(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            read(Files.readString(file));
        }
    }

    private void read(String page) {
        int legend = page.indexOf(MACHINES);
        String below = legend < 0 ? "" : page.substring(legend + MACHINES.length());
        Map<String, String> machines = new HashMap<>();
        Matcher machine = MACHINE.matcher(below);
        int end = 0;
        while (machine.find() && machine.start() == end) {
            machines.put(machine.group(1), machine.group(2));
            end = machine.end();
        }
        notes = below.substring(end);
        ROW.matcher(page)
                .results()
                .forEach(row -> rows.put(
                        new Training(row.group(1), row.group(2), row.group(3)),
                        new Result(row.group(4), machines.getOrDefault(row.group(5), "not told"))));
    }

    /**
     * Adds what a trained encoder's card says.
     *
     * @param machine what trained it, in words
     */
    void add(PaperPair pair, PaperPair.Recipe recipe, JsonNode card, String machine) {
        JsonNode inSample = card.path("metrics").path("paperInSample");
        JsonNode heldOut = card.path("metrics").path("paperHeldOut");
        double seconds = card.path("epochs")
                .valueStream()
                .mapToDouble(epoch -> epoch.path("seconds").asDouble())
                .sum();
        String figures = "%s | %s | %s | %s | %d × %d | %.0f | %s"
                .formatted(
                        percent(inSample.path("accuracy").asDouble()),
                        percent(inSample.path("top100Accuracy").asDouble()),
                        percent(heldOut.path("accuracy").asDouble()),
                        percent(heldOut.path("top100Accuracy").asDouble()),
                        card.path("plan").path("epochs").asInt(),
                        card.path("plan").path("batchSize").asInt(),
                        seconds / 60,
                        card.path("commit").asString("unknown"));
        Training training = new Training(pair.label(), card.path("encoder").asString(), recipe.label());
        rows.put(training, new Result(figures, machine));
    }

    void write() throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (PaperPair pair : PaperPair.values()) {
            page.append("| %s | | the paper | %s | %s | | | 5 × 64 | | | |\n"
                    .formatted(pair.label(), percent(pair.accuracy()), percent(pair.top100Accuracy())));
        }
        List<String> machines = new ArrayList<>();
        rows.forEach((training, result) -> {
            if (!machines.contains(result.machine())) {
                machines.add(result.machine());
            }
            page.append("| %s | `%s` | %s | %s | %d |\n"
                    .formatted(
                            training.towers(),
                            training.encoder(),
                            training.recipe(),
                            result.figures(),
                            machines.indexOf(result.machine()) + 1));
        });
        page.append('\n').append(MACHINES);
        machines.forEach(machine -> page.append("%d. %s\n".formatted(machines.indexOf(machine) + 1, machine)));
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(unfinished, page.append(notes));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** This machine in words. */
    static String machine(EngineReport engine) throws IOException {
        return "%s; %d processors of %s"
                .formatted(engine.sentence(), Runtime.getRuntime().availableProcessors(), processor());
    }

    private static String processor() throws IOException {
        Path information = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(information)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(information)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
