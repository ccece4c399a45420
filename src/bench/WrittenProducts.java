import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one client was told that it has written to its own catalogue, and so must find there afterwards. */
final class WrittenProducts {

    private static final JsonMapper JSON = new JsonMapper();

    private final String catalogue;
    private final Map<String, JsonNode> stored = new HashMap<>();
    /** What became of them nobody said. */
    private final Set<String> unknown = new HashSet<>();

    WrittenProducts(String catalogue) {
        this.catalogue = catalogue;
    }

    void hear(RawRequest request, RawAnswer answer) {
        if (!request.path().startsWith("/api/catalogues/" + catalogue + "/products/")) {
            return;
        }
        String id = id(request);
        boolean success = answer.status() / 100 == 2;
        if (success && request.method().equals("PUT")) {
            stored.put(id, JSON.readTree(answer.body()));
            unknown.remove(id);
        } else if (success && request.method().equals("DELETE")) {
            stored.remove(id);
            unknown.remove(id);
        } else if (answer.status() == 0) {
            unknown.add(id);
        }
    }

    private static String id(RawRequest request) {
        String segment = request.path().substring(request.path().lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return segment;
        }
    }

    int count() {
        return stored.size();
    }

    /** Products that are not as the last answer had them, or are there and should not be. */
    List<String> lost(Api api) throws IOException, InterruptedException {
        Map<String, JsonNode> found = new HashMap<>();
        if (!stored.isEmpty()) {
            GuardedData.products(api, catalogue).forEach(each -> found.put(each.path("id").asString(), each));
        }
        Set<String> all = new HashSet<>(stored.keySet());
        all.addAll(found.keySet());
        all.removeAll(unknown);
        return all.stream()
                .filter(id -> !Objects.equals(found.get(id), stored.get(id)))
                .map(id -> catalogue + "/" + id)
                .toList();
    }
}
