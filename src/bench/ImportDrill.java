import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An import whose process is killed in the middle goes on, and brings every product once. */
final class ImportDrill {

    private final Replicas replicas;
    private final String catalogue;
    private final Path directory;
    private @Nullable DrillCatalogue sent;

    ImportDrill(Replicas replicas, String catalogue, Path directory) {
        this.replicas = replicas;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /**
     * Imports.
     *
     * @param location a directory with the data set's layout, or nothing for drawn products
     * @param active the model that answers
     */
    void run(Checks checks, String location, String active) throws IOException, InterruptedException {
        checks.part("An import, killed in the middle");
        Interruption interruption = Interruption.of(
                replicas,
                number -> location.isEmpty() ? importDrawn(number) : importDirectory(location),
                view -> Job.isAmid(view, "import"));
        interruption.tell(checks);
        JsonNode report = interruption.end().path("result");
        checks.figure(
                "rows, of which the dead process had written",
                report.path("rows").asLong() + ", " + report.path("unchanged").asLong());
        checks.check(
                "what had been written was kept",
                report.path("unchanged").asLong() > 0,
                report.path("unchanged").asLong() + " rows");
        List<Api.Product> products = replicas.ask(Api::products);
        checkProducts(checks, products, report);
        if (sent != null) {
            checkContent(checks, products, sent);
        }
        replicas.awaitIdle();
        int found = IndexingDrill.found(replicas, active).size();
        checks.check("the active model has indexed them by itself", found == products.size(), found + " found");
        checks.end();
    }

    private Job importDrawn(int number) throws IOException, InterruptedException {
        Path file = directory.resolve("products.ndjson");
        sent = DrillCatalogue.writeTo(file, number);
        return replicas.order(
                api -> api.upload("/api/catalogue-imports?catalogue=" + catalogue, "application/x-ndjson", file));
    }

    private Job importDirectory(String location) throws IOException, InterruptedException {
        return replicas.order("/api/catalogue-imports", Map.of("catalogue", catalogue, "location", location));
    }

    private static void checkProducts(Checks checks, List<Api.Product> products, JsonNode report) {
        long expected = report.path("rows").asLong()
                - report.path("skipped").path("total").asLong();
        int ids = products.stream()
                .map(Api.Product::id)
                .collect(Collectors.toCollection(HashSet::new))
                .size();
        checks.check(
                "every product is there once",
                products.size() == expected && ids == expected,
                products.size() + " products, " + ids + " ids, " + expected + " sound rows");
    }

    private void checkContent(Checks checks, List<Api.Product> products, DrillCatalogue expected)
            throws IOException, InterruptedException {
        Map<String, String> names =
                products.stream().collect(Collectors.toMap(Api.Product::id, Api.Product::name, (one, other) -> one));
        checks.check(
                "the products are those that were sent",
                names.equals(expected.names()),
                expected.names().size() + " ids and names");
        int equal = 0;
        for (Map.Entry<String, byte[]> picture : expected.pictures().entrySet()) {
            byte[] stored = replicas.ask(
                    api -> api.bytes("/api/catalogues/" + catalogue + "/products/" + picture.getKey() + "/image"));
            equal += Arrays.equals(stored, picture.getValue()) ? 1 : 0;
        }
        int asked = expected.pictures().size();
        checks.check(
                "their pictures are the bytes that were sent", equal == asked, equal + " of " + asked + " asked for");
    }
}
