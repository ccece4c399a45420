import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running Vitrine as its clients see it. */
final class Api {

    private static final int PAGE = 100;
    private static final long POLL_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();
    /** An indexed version to ask; the active one when null. */
    private static final String MODEL = System.getenv("MODEL");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI service;
    private final String catalogue;

    Api(String service, String catalogue) {
        this.service = URI.create(service);
        this.catalogue = catalogue;
    }

    /** An answer that is no success; any other failure of a request is one of the connection. */
    static final class Refused extends IOException {

        private Refused(HttpRequest request, HttpResponse<byte[]> response) {
            super(request.uri() + " answered " + response.statusCode() + ": " + new String(response.body()));
        }
    }

    /** @param attributes values that are texts */
    record Product(String id, String name, Map<String, String> attributes) {

        String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }
    }

    /** @param millis wall time as the client saw it */
    record Answer(JsonNode body, double millis) {

        List<Product> products() {
            return body.path("hits").valueStream().map(hit -> product(hit.path("product"))).toList();
        }
    }

    Answer search(Map<String, Object> body) throws IOException, InterruptedException {
        Map<String, Object> whole = new TreeMap<>(body);
        whole.put("catalogue", catalogue);
        if (MODEL != null) {
            whole.put("model", MODEL);
        }
        HttpRequest request = json("/api/search", whole).build();
        long start = System.nanoTime();
        JsonNode answer = send(request);
        return new Answer(answer, (System.nanoTime() - start) * 1e-6);
    }

    /** The whole catalogue, page by page. */
    List<Product> products() throws IOException, InterruptedException {
        List<Product> products = new ArrayList<>();
        long total = 1;
        while (products.size() < total) {
            JsonNode page =
                    get("/api/catalogues/" + catalogue + "/products?offset=" + products.size() + "&limit=" + PAGE);
            total = page.path("items").isEmpty() ? 0 : page.path("total").asLong();
            page.path("items").valueStream().map(Api::product).forEach(products::add);
        }
        return products;
    }

    /** Has the model index the catalogue, pictures and captions, and waits for the end; needs VITRINE_ADMIN_KEY. */
    void index() throws IOException, InterruptedException {
        finish("/api/indexing-jobs");
    }

    /** Has the model evaluated on what was held out of the catalogue, and waits for the report; needs VITRINE_ADMIN_KEY. */
    JsonNode evaluate() throws IOException, InterruptedException {
        return finish("/api/evaluations").path("result");
    }

    /** Starts a job of the catalogue and waits until it has succeeded. */
    private JsonNode finish(String jobs) throws IOException, InterruptedException {
        return finish(post(jobs, MODEL == null ? Map.of("catalogue", catalogue) : Map.of("catalogue", catalogue, "model", MODEL)));
    }

    /** Waits until the job has succeeded. */
    JsonNode finish(JsonNode accepted) throws IOException, InterruptedException {
        JsonNode job = accepted;
        String address = "/api/jobs/" + job.path("id").asString();
        while (List.of("queued", "running").contains(job.path("status").asString().toLowerCase(Locale.ROOT))) {
            Thread.sleep(POLL_MILLIS);
            job = get(address);
        }
        if (!job.path("status").asString().equalsIgnoreCase("succeeded")) {
            throw new IOException("A job ended as " + job);
        }
        return job;
    }

    private static Product product(JsonNode json) {
        Map<String, String> attributes = new TreeMap<>();
        json.path("attributes").properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asString("")));
        return new Product(json.path("id").asString(), json.path("name").asString(), attributes);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return answered(request(path).build());
    }

    /** Needs VITRINE_ADMIN_KEY. */
    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(json(path, body).header("Authorization", key()).build());
    }

    /** Needs VITRINE_ADMIN_KEY. */
    void delete(String path) throws IOException, InterruptedException {
        answered(request(path).header("Authorization", key()).DELETE().build());
    }

    /** Needs VITRINE_ADMIN_KEY. */
    JsonNode upload(String path, String type, Path file) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", type)
                .header("Authorization", key())
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build());
    }

    private static String key() {
        return "Bearer " + System.getenv("VITRINE_ADMIN_KEY");
    }

    private HttpRequest.Builder json(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(answered(request));
    }

    private byte[] answered(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new Refused(request, response);
        }
        return response.body();
    }
}
