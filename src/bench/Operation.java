import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the interface as its OpenAPI document describes it.
 *
 * @param types the media types of its body; none when it has no body
 */
record Operation(String method, String path, List<Parameter> parameters, List<String> types) {

    /** @param place {@code path}, {@code query} or another one of OpenAPI's */
    record Parameter(String name, String place) {}

    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(of(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    private static Operation of(String method, String path, JsonNode description) {
        List<Parameter> parameters = description.path("parameters").valueStream()
                .map(each -> new Parameter(each.path("name").asString(), each.path("in").asString()))
                .toList();
        JsonNode content = description.path("requestBody").path("content");
        return new Operation(method, path, parameters, List.copyOf(content.propertyNames()));
    }

    String name() {
        return method + " " + path;
    }

    boolean changesACatalogue() {
        return path.contains("{catalogue}") && !method.equals("GET") || path.startsWith("/api/catalogue-imports");
    }
}
