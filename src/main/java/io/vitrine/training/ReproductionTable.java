package io.vitrine.training;

import io.vitrine.encoders.EngineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The measured rows beside the paper's, as a page in Markdown. */
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

    private final Path file;
    private final List<String> rows = new ArrayList<>();
    private final List<String> machines = new ArrayList<>();

    ReproductionTable(Path file) {
        this.file = file;
        for (PaperPair pair : PaperPair.values()) {
            rows.add("| %s | | the paper | %s | %s | | | 5 × 64 | | | |"
                    .formatted(pair.label(), percent(pair.accuracy()), percent(pair.top100Accuracy())));
        }
    }

    /**
     * Adds what a trained encoder's card says.
     *
     * @param machine what trained it, in words
     */
    void add(PaperPair pair, PaperPair.Recipe recipe, JsonNode card, String machine) {
        if (!machines.contains(machine)) {
            machines.add(machine);
        }
        JsonNode inSample = card.path("metrics").path("paperInSample");
        JsonNode heldOut = card.path("metrics").path("paperHeldOut");
        double seconds = card.path("epochs")
                .valueStream()
                .mapToDouble(epoch -> epoch.path("seconds").asDouble())
                .sum();
        rows.add("| %s | `%s` | %s | %s | %s | %s | %s | %d × %d | %.0f | %s | %d |"
                .formatted(
                        pair.label(),
                        card.path("encoder").asString(),
                        recipe.label(),
                        percent(inSample.path("accuracy").asDouble()),
                        percent(inSample.path("top100Accuracy").asDouble()),
                        percent(heldOut.path("accuracy").asDouble()),
                        percent(heldOut.path("top100Accuracy").asDouble()),
                        card.path("plan").path("epochs").asInt(),
                        card.path("plan").path("batchSize").asInt(),
                        seconds / 60,
                        card.path("commit").asString("unknown"),
                        machines.indexOf(machine) + 1));
    }

    void write() throws IOException {
        String page = HEAD + String.join("\n", rows) + "\n\n" + legend();
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(unfinished, page);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String legend() {
        StringBuilder legend = new StringBuilder("Machines:\n\n");
        machines.forEach(machine -> legend.append(machines.indexOf(machine) + 1)
                .append(". ")
                .append(machine)
                .append('\n'));
        return legend.toString();
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
