import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An indexing whose process is killed in the middle goes on with what there is, and leaves every product to be found; then the model
 * is measured.
 */
final class IndexingDrill {

    private static final int PAGE = 100;

    private final Replicas replicas;
    private final String catalogue;
    private final String model;

    IndexingDrill(Replicas replicas, String catalogue, String model) {
        this.replicas = replicas;
        this.catalogue = catalogue;
        this.model = model;
    }

    void run(Checks checks) throws IOException, InterruptedException {
        checks.part("An indexing with the new model, killed in the middle");
        Interruption interruption = Interruption.of(
                replicas,
                number -> replicas.order("/api/indexing-jobs", Map.of("model", model, "catalogue", catalogue)),
                view -> Job.isAmid(view, "embedding"));
        interruption.tell(checks);
        int products = replicas.ask(Api::products).size();
        long embedded = interruption.end().path("result").path("embedded").asLong();
        long before = interruption.atDeath().path("progress").path("done").asLong();
        checks.check(
                "pictures that had been embedded were kept",
                embedded <= products - before,
                before + " before the death, " + embedded + " after it, of " + products);
        int found = found(replicas, model).size();
        checks.check("every product is found with the new model", found == products, found + " of " + products);
        replicas.awaitIdle();
        checks.end();
    }

    /** The ids of everything that a search with the model reaches. */
    static Set<String> found(Replicas replicas, String model) throws IOException, InterruptedException {
        Set<String> found = new HashSet<>();
        List<Api.Product> hits;
        int offset = 0;
        do {
            Map<String, Object> page =
                    Map.of("query", "anything", "mode", "vector", "model", model, "limit", PAGE, "offset", offset);
            hits = replicas.ask(api -> api.search(page)).products();
            hits.forEach(hit -> found.add(hit.id()));
            offset += PAGE;
        } while (!hits.isEmpty());
        return found;
    }

    /** Measures the model on what its training held out. */
    void evaluate(Checks checks) throws IOException, InterruptedException {
        checks.part("An evaluation of the new model");
        JsonNode end = replicas.order("/api/evaluations", Map.of("model", model, "catalogue", catalogue))
                .end();
        checks.check("the evaluation ended well", Job.hasSucceeded(end), Job.ending(end));
        JsonNode report = replicas.get("/api/evaluations").path("items").path(0);
        JsonNode figures = report.path("textToImage").path("figures");
        checks.figure(
                "text→image, held-out names, all pictures as the gallery",
                Checks.format(
                        "recall@1 %.3f, recall@10 %.3f, MRR@10 %.3f; %d names, %d pictures",
                        figures.path("recallAt1").asDouble(),
                        figures.path("recallAt10").asDouble(),
                        figures.path("mrrAt10").asDouble(),
                        figures.path("queries").asInt(),
                        figures.path("gallery").asInt()));
        JsonNode paper = report.path("paper").path("heldOut");
        checks.figure(
                "image→text, held out, the names of all",
                Checks.format(
                        "accuracy %.3f, top-100 accuracy %.3f; %d pictures, %d names",
                        paper.path("accuracy").asDouble(),
                        paper.path("top100Accuracy").asDouble(),
                        paper.path("pictures").asInt(),
                        paper.path("names").asInt()));
        checks.check(
                "the report is of this model",
                report.path("model").asString().equals(model),
                report.path("model").asString(""));
        checks.end();
    }
}
