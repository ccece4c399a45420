import io.vitrine.catalogue.sample.SampleCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is really there, so that requests get past the first check.
 *
 * @param products ids in the guarded catalogue
 * @param plan of a training, whole
 * @param picture in base64
 */
record KnownValues(
        String guarded,
        List<String> products,
        List<String> jobs,
        List<String> evaluations,
        String model,
        JsonNode plan,
        String picture) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> QUERIES = List.of("red shirt", "silver watch", "adiddas sneekers", "\ud83d\udc57");
    private static final int OWN_PRODUCTS = 20;

    static KnownValues of(Api api, String guarded) throws IOException, InterruptedException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(SampleCatalogue.drawnWith(7).products().getFirst().draw(), "jpg", picture);
        return new KnownValues(
                guarded,
                api.products().stream().map(Api.Product::id).toList(),
                items(api, "/api/jobs", "id"),
                items(api, "/api/evaluations", "id"),
                items(api, "/api/models", "name").getFirst(),
                api.get("/api/training-jobs/defaults"),
                Base64.getEncoder().encodeToString(picture.toByteArray()));
    }

    private static List<String> items(Api api, String path, String field) throws IOException, InterruptedException {
        return api.get(path).path("items").valueStream()
                .map(each -> each.path(field).asString())
                .toList();
    }

    /** The body of an operation as a sensible caller sends it. */
    JsonNode body(Operation operation, String own, RandomGenerator random) {
        return JSON.valueToTree(switch (operation.path()) {
            case "/api/search" -> search(random);
            case "/api/embeddings" ->
                random.nextBoolean() ? Map.of("texts", QUERIES) : Map.of("images", List.of(picture, picture));
            case "/api/captions" -> Map.of("image", picture, "catalogue", guarded, "limit", 3);
            case "/api/training-jobs" -> plan(random);
            case "/api/training-sweeps" ->
                Map.of("plan", plan(random), "trials", 2, "firstRung", 1, "keep", 0.5, "space", space());
            case "/api/catalogues/{catalogue}/products/{id}" ->
                Map.of("name", "A thing", "attributes", Map.of("colour", "Red", "year", 2012, "new", true), "picture", picture);
            case "/api/catalogue-imports" -> Map.of("catalogue", own, "location", "/tmp");
            case "/api/indexing-jobs" -> Map.of("catalogue", guarded, "model", model);
            case "/api/evaluations" ->
                Map.of("catalogue", guarded, "model", model, "protocols", List.of("paper"), "split", "test");
            default -> Map.of("force", random.nextBoolean());
        });
    }

    private Map<String, Object> search(RandomGenerator random) {
        Map<String, Object> body = new LinkedHashMap<>(
                switch (random.nextInt(5)) {
                    case 0 -> Map.of("image", picture);
                    case 1 -> Map.of("similarTo", HostileValues.any(products, random));
                    case 2 -> Map.of("terms", List.of(Map.of("text", "summer dress"), Map.of("text", "sleeves", "weight", -0.4)));
                    default -> Map.of("query", HostileValues.any(QUERIES, random));
                });
        body.put("catalogue", guarded);
        options(random).forEach((option, value) -> {
            if (random.nextInt(3) == 0) {
                body.put(option, value);
            }
        });
        return body;
    }

    private static Map<String, Object> options(RandomGenerator random) {
        Map<String, Object> filters = Map.of("gender", List.of("Men", "Women"), "baseColour", Map.of("not", List.of("Black")));
        return new LinkedHashMap<>(Map.of(
                "limit", 5,
                "offset", 1,
                "filters", filters,
                "mode", HostileValues.any(List.of("vector", "text", "hybrid"), random),
                "minScore", 0.1,
                "facets", List.of("gender"),
                "exact", true,
                "explain", true,
                "collapseDuplicates", true));
    }

    private static Map<String, Object> space() {
        return Map.of("learningRates.image", Map.of("from", 5e-5, "to", 5e-4, "scale", "log"), "captions.wordDropout", List.of(0, 0.1));
    }

    private Map<String, Object> plan(RandomGenerator random) {
        Map<String, Object> some = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : plan.properties()) {
            if (random.nextInt(3) == 0) {
                some.put(field.getKey(), field.getValue());
            }
        }
        some.put("name", "fuzz-" + random.nextInt(1_000_000));
        some.put("catalogue", guarded);
        return some;
    }

    /** The value of a variable in an address, of something that is there. */
    String variable(Operation operation, String name, String own, RandomGenerator random) {
        return switch (name) {
            case "catalogue" -> operation.changesACatalogue() ? own : guarded;
            case "name", "model" -> model;
            case "id" -> id(operation, random);
            case "width" -> "120";
            case "status" -> "SUCCEEDED";
            default -> "3";
        };
    }

    private String id(Operation operation, RandomGenerator random) {
        if (operation.path().startsWith("/api/jobs/")) {
            return HostileValues.any(jobs, random);
        }
        if (operation.path().startsWith("/api/evaluations/")) {
            return HostileValues.any(evaluations, random);
        }
        return operation.changesACatalogue() ? "p" + random.nextInt(OWN_PRODUCTS) : HostileValues.any(products, random);
    }
}
