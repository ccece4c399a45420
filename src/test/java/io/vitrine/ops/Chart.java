package io.vitrine.ops;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/** The chart in {@code helm/}, examined and rendered by Helm itself, which runs as a library. */
final class Chart {

    static final Path DIRECTORY = Path.of("helm");
    static final String RELEASE = "shop";
    static final String NAMESPACE = "market";
    private static final String OLDEST_KUBERNETES = "1.30.0";

    private Chart() {}

    /** The manifests of a release with these values, given as YAML. */
    static Manifests rendered(String values) {
        return withFile(values, file -> {
            String output = new Helm(DIRECTORY)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(OLDEST_KUBERNETES)
                    .withValuesFile(file)
                    .call();
            List<JsonObject> manifests = new ArrayList<>();
            new Yaml().loadAll(output).forEach(document -> {
                if (document != null) {
                    manifests.add(json(document).getAsJsonObject());
                }
            });
            return new Manifests(manifests);
        });
    }

    /** Examines the chart as if these were its own values; Helm's library takes no others for that. */
    static LintResult lint(String values) {
        return withFile(values, file -> {
            Path copy = Files.createDirectory(file.resolveSibling("vitrine"));
            FileSystemUtils.copyRecursively(DIRECTORY, copy);
            Map<String, Object> merged = map(Files.readString(copy.resolve("values.yaml")));
            merge(merged, map(values));
            Files.writeString(copy.resolve("values.yaml"), new Yaml().dump(merged));
            return new Helm(copy).lint().strict().call();
        });
    }

    static JsonElement json(Object yaml) {
        return new Gson().toJsonTree(yaml);
    }

    static Map<String, Object> map(String yaml) {
        return new Yaml().load(yaml);
    }

    private interface Use<R> {
        R with(Path file) throws IOException;
    }

    private static <R> R withFile(String values, Use<R> use) {
        try {
            Path directory = Files.createTempDirectory("chart");
            try {
                return use.with(Files.writeString(directory.resolve("values.yaml"), values));
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map && into.get(key) instanceof Map) {
                merge((Map<String, Object>) into.get(key), (Map<String, Object>) value);
            } else {
                into.put(key, value);
            }
        });
    }
}
