package io.vitrine.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the chart renders to. */
record Manifests(List<JsonObject> all) {

    /** The one manifest of the kind. */
    JsonObject the(String kind) {
        List<JsonObject> found = all.stream().filter(kind(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " manifests of kind " + kind);
        }
        return found.getFirst();
    }

    /** Those among them that have the name. */
    Manifests named(String name) {
        return new Manifests(
                all.stream().filter(manifest -> name(manifest).equals(name)).toList());
    }

    boolean has(String kind) {
        return all.stream().anyMatch(kind(kind));
    }

    JsonObject pod() {
        return at(the("Deployment"), "spec", "template");
    }

    JsonObject container() {
        return list(at(pod(), "spec").get("containers")).getFirst();
    }

    /** The container's environment: the value, or the name of the secret and its key. */
    Map<String, String> environment() {
        return list(container().get("env")).stream()
                .collect(Collectors.toMap(variable -> text(variable, "name"), Manifests::source));
    }

    private static String source(JsonObject variable) {
        if (variable.has("value")) {
            return text(variable, "value");
        }
        JsonObject secret = at(variable, "valueFrom", "secretKeyRef");
        return text(secret, "name") + "/" + text(secret, "key");
    }

    static String name(JsonObject manifest) {
        return text(at(manifest, "metadata"), "name");
    }

    static Map<String, String> labels(JsonObject manifest) {
        return strings(at(manifest, "metadata", "labels"));
    }

    static Map<String, String> strings(JsonObject object) {
        return object.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getAsString()));
    }

    static JsonObject at(JsonObject object, String... path) {
        JsonObject place = object;
        for (String step : path) {
            place = Objects.requireNonNull(place.getAsJsonObject(step), step);
        }
        return place;
    }

    static String text(JsonObject object, String key) {
        return Objects.requireNonNull(object.get(key), key).getAsString();
    }

    static List<JsonObject> list(@Nullable JsonElement array) {
        return elements(array).stream().map(JsonElement::getAsJsonObject).toList();
    }

    static List<JsonElement> elements(@Nullable JsonElement array) {
        JsonArray elements = Objects.requireNonNull(array).getAsJsonArray();
        return StreamSupport.stream(elements.spliterator(), false).toList();
    }

    private static Predicate<JsonObject> kind(String kind) {
        return manifest -> text(manifest, "kind").equals(kind);
    }
}
