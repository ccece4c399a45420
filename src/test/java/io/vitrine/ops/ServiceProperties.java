package io.vitrine.ops;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/** The properties that the service and its framework declare, read from the descriptions that their compilers wrote. */
final class ServiceProperties {

    private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";
    private static final Path SETTINGS = Path.of("src/main/resources/application.yaml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

    private ServiceProperties() {}

    /** Every property's name as an environment variable, and the variables that {@code application.yaml} itself names. */
    static Set<String> environmentNames() throws IOException {
        Set<String> names = new HashSet<>();
        for (var description :
                Collections.list(ServiceProperties.class.getClassLoader().getResources(DESCRIPTIONS))) {
            try (InputStream content = description.openStream()) {
                properties(content)
                        .forEach(property -> names.add(Manifests.text(property, "name")
                                .toUpperCase(Locale.ROOT)
                                .replaceAll("[.-]", "_")));
            }
        }
        Matcher placeholder = PLACEHOLDER.matcher(Files.readString(SETTINGS));
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return names;
    }

    /** The default of one of the service's own durations. */
    static long seconds(String property) throws IOException {
        try (InputStream own = Files.newInputStream(Path.of("target/classes", DESCRIPTIONS))) {
            return properties(own)
                    .filter(described -> Manifests.text(described, "name").equals(property))
                    .map(described -> DurationStyle.detectAndParse(Manifests.text(described, "defaultValue")))
                    .map(Duration::toSeconds)
                    .findFirst()
                    .orElseThrow();
        }
    }

    static long shutdownPhaseSeconds() throws IOException {
        JsonObject settings = Chart.json(Chart.map(Files.readString(SETTINGS))).getAsJsonObject();
        String phase = Manifests.text(Manifests.at(settings, "spring", "lifecycle"), "timeout-per-shutdown-phase");
        return DurationStyle.detectAndParse(phase).toSeconds();
    }

    private static Stream<JsonObject> properties(InputStream description) throws IOException {
        String content = new String(description.readAllBytes(), StandardCharsets.UTF_8);
        return Manifests.list(JsonParser.parseString(content).getAsJsonObject().get("properties")).stream();
    }
}
