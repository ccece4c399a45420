import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the active model is worth on held-out products, beside what the paper and a public leaderboard report. */
final class ReportBenchmark {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SLICED = List.of("gender", "masterCategory", "words in the query");
    private static final int LARGEST_KINDS = 15;

    /** Image→text over the whole data set, in sample, as the paper's Table 1 has it; shares. */
    private record Published(String encoder, double accuracy, double top100Accuracy) {}

    private static final List<Published> PAPER = List.of(
            new Published("BERT + ResNet", 0.0074, 0.3451),
            new Published("BERT + ViT", 0.0087, 0.3711),
            new Published("GPT-2 + ViT", 0.0000, 0.0010));

    /** Text→image, zero-shot, by the table that goes with Marqo-FashionCLIP. */
    private record Ranked(String encoder, double recallAt1, double recallAt10, double mrrAt10) {}

    private static final List<Ranked> LEADERBOARD = List.of(
            new Ranked("Marqo-FashionSigLIP, zero-shot", 0.179, 0.489, 0.293),
            new Ranked("ViT-B-16-SigLIP-webli, zero-shot", 0.169, 0.468, 0.272),
            new Ranked("Marqo-FashionCLIP, zero-shot", 0.159, 0.446, 0.265),
            new Ranked("FashionCLIP 2.0, zero-shot", 0.122, 0.404, 0.217));

    void main(String[] arguments) throws Exception {
        JsonNode report = new Api(arguments[0], arguments[1]).evaluate();
        keep(report, Path.of(arguments[2]));
        IO.println("Model `" + report.path("model").asString() + "`, " + report.path("products").asInt() + " products, of which "
                + report.path("heldOutProducts").asInt() + " were held out for the " + report.path("split").asString().toLowerCase(Locale.ROOT)
                + " together with all names of the same words and all identical pictures. Reported by the service in "
                + Math.round(report.path("seconds").asDouble()) + " s.");
        textToImage(report.path("textToImage"));
        imageToText(report.path("paper"));
        slices(report.path("textToImage").path("breakdown").path("slices"));
        IO.println("\n## To be read with it\n");
        report.path("notes").forEach(note -> IO.println("- " + note.asString()));
    }

    /** Without the examples, which would hand out the catalogue's names. */
    private static void keep(JsonNode report, Path file) throws Exception {
        ObjectNode kept = (ObjectNode) report.deepCopy();
        ((ObjectNode) kept.path("textToImage").path("breakdown")).remove(List.of("best", "worst"));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(kept) + "\n");
    }

    private static void textToImage(JsonNode heldOut) {
        JsonNode figures = heldOut.path("figures");
        JsonNode breakdown = heldOut.path("breakdown");
        IO.println("\n## Text→image\n");
        IO.println("| encoder | names asked | recall@1 | recall@5 | recall@10 | recall@100 | MRR@10 | median rank |");
        IO.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        IO.println(format(
                "| **this model** | %d held-out | %s | %.3f | %s | %.3f | %s | %.0f |",
                figures.path("queries").asInt(),
                withInterval(figures, breakdown, "recallAt1"),
                breakdown.path("recallAt5").asDouble(),
                withInterval(figures, breakdown, "recallAt10"),
                figures.path("recallAt100").asDouble(),
                withInterval(figures, breakdown, "mrrAt10"),
                breakdown.path("medianRank").asDouble()));
        LEADERBOARD.forEach(row -> IO.println(format(
                "| %s | at most 2,000 | %.3f | | %.3f | | %.3f | |", row.encoder(), row.recallAt1(), row.recallAt10(), row.mrrAt10())));
        IO.println("""

                In brackets the 95 % interval by bootstrap. The gallery is all pictures of the catalogue, every product with a name of the
                same words is relevant, and recall is divided by all that is relevant. Comparable with the leaderboard's rows: the
                protocol and the data set. Not comparable: their encoders have not seen this shop at all, and this one has learned from the
                rest of it; they have about seven times as many parameters; their gallery has a ninth more pictures, and their names are others.""");
        JsonNode index = heldOut.path("index");
        if (!index.isMissingNode() && !index.isNull()) {
            IO.println(format(
                    "\nThe index against the exact ranking: %.4f of the first %d over %d names, %.1f ms for %.1f ms a search.",
                    index.path("recall").asDouble(),
                    index.path("cutOff").asInt(),
                    index.path("queries").asInt(),
                    index.path("milliseconds").asDouble(),
                    index.path("exactMilliseconds").asDouble()));
        }
    }

    private static String withInterval(JsonNode figures, JsonNode breakdown, String measure) {
        JsonNode interval = breakdown.path(measure);
        return format(
                "%.3f (%.3f to %.3f)",
                figures.path(measure).asDouble(), interval.path("low").asDouble(), interval.path("high").asDouble());
    }

    private static void imageToText(JsonNode paper) {
        IO.println("\n## Image→text, by the paper's protocol\n");
        IO.println("| encoder | pictures | among names | accuracy | top-100 accuracy |");
        IO.println("| --- | --- | --- | --- | --- |");
        for (String part : List.of("heldOut", "inSample")) {
            JsonNode figures = paper.path(part);
            IO.println(format(
                    "| **this model, %s** | %d | %d | %.2f %% | %.2f %% |",
                    part.equals("heldOut") ? "held out" : "in sample",
                    figures.path("pictures").asInt(),
                    figures.path("names").asInt(),
                    100 * figures.path("accuracy").asDouble(),
                    100 * figures.path("top100Accuracy").asDouble()));
        }
        PAPER.forEach(row -> IO.println(format(
                "| the paper, %s, in sample | | | %.2f %% | %.2f %% |",
                row.encoder(), 100 * row.accuracy(), 100 * row.top100Accuracy())));
        IO.println("""

                Comparable with the paper's rows: the rule (a picture's own name among all different names) and, in sample, that the model
                has learned from the products that it is asked about. Not comparable: the paper's data set is a tenth larger. The held-out row
                asks about products that the model has not learned from; the paper has none like it.""");
    }

    private static void slices(JsonNode slices) {
        IO.println("\n## Where it is good and where not\n");
        IO.println("| names of products with | asked | recall@1 | recall@10 | MRR@10 |");
        IO.println("| --- | --- | --- | --- | --- |");
        slices.valueStream()
                .filter(slice -> SLICED.contains(slice.path("attribute").asString()))
                .forEach(ReportBenchmark::slice);
        slices.valueStream()
                .filter(slice -> slice.path("attribute").asString().equals("articleType"))
                .limit(LARGEST_KINDS)
                .forEach(ReportBenchmark::slice);
    }

    private static void slice(JsonNode slice) {
        IO.println(format(
                "| %s: %s | %d | %.3f | %.3f | %.3f |",
                slice.path("attribute").asString(),
                slice.path("value").asString(),
                slice.path("queries").asInt(),
                slice.path("recallAt1").asDouble(),
                slice.path("recallAt10").asDouble(),
                slice.path("mrrAt10").asDouble()));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
