package io.vitrine.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitrine.VitrineApplication;
import io.vitrine.testing.ServiceOnly;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.micrometer.metrics.startup.StartupTimeMetricsListener;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What Prometheus reads from the whole service, which is started here without its database: every meter is registered at the
 * start, whether or not there is something to measure.
 */
record Scrape(List<Sample> samples) {

    /** Meters that appear with the first event, and only with a database: the first end of a job, the first activation. */
    private static final Pattern LATE = Pattern.compile("(Timer|MultiGauge)\\s*\\.builder\\(\\s*\"([a-z.]+)\"");

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line of a scrape. */
    record Sample(String metric, Map<String, String> labels) {}

    static Scrape ofTheService(Path data) {
        Scrape[] result = new Scrape[1];
        new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withInitializer(ServiceOnly::in)
                .withUserConfiguration(VitrineApplication.class)
                .withPropertyValues(
                        "server.port=0",
                        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                        "spring.datasource.hikari.connection-timeout=250",
                        "vitrine.database.read-replica.url=jdbc:postgresql://127.0.0.1:1/none",
                        "spring.datasource.hikari.initialization-fail-timeout=-1",
                        "spring.flyway.enabled=false",
                        "spring.jpa.hibernate.ddl-auto=none",
                        "spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
                        "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access=false",
                        "vitrine.data-directory=" + data,
                        "vitrine.jobs.poll=1m",
                        "vitrine.web.admin-key=not-a-secret-in-a-test")
                .run(context -> result[0] = read(context.getSourceApplicationContext()));
        return Objects.requireNonNull(result[0]);
    }

    /** The names of meters that a scrape does not show from the start, as Prometheus will see them. */
    static Set<String> lateMetrics() throws IOException, ReflectiveOperationException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        openedModel(registry);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                LATE.matcher(Files.readString(source))
                        .results()
                        .filter(meter -> registry.find(meter.group(2)).meter() == null)
                        .forEach(meter -> register(meter.group(1), meter.group(2), registry));
            }
        }
        return parsed(registry.scrape()).samples().stream().map(Sample::metric).collect(Collectors.toSet());
    }

    private static void register(String builder, String name, MeterRegistry registry) {
        if (builder.equals("Timer")) {
            Timer.builder(name).register(registry);
        } else {
            Gauge.builder(name, () -> 1).register(registry);
        }
    }

    /** The first model that is opened registers these; no model is, without a database. */
    private static void openedModel(MeterRegistry registry) throws ReflectiveOperationException {
        Constructor<?> meters =
                Class.forName("io.vitrine.models.EmbeddingMeters").getDeclaredConstructor(MeterRegistry.class);
        meters.setAccessible(true);
        meters.newInstance(registry);
    }

    private static Scrape read(ConfigurableApplicationContext context) throws IOException, InterruptedException {
        context.getBean(StartupTimeMetricsListener.class)
                .onApplicationEvent(new ApplicationReadyEvent(
                        new SpringApplication(VitrineApplication.class),
                        new String[0],
                        context,
                        Duration.ofSeconds(1)));
        System.gc();
        String address = "http://localhost:" + port(context);
        HttpRequest search = HttpRequest.newBuilder(URI.create(address + "/api/search"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"red shoes\"}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(search, HttpResponse.BodyHandlers.ofString());
            HttpRequest scrape = HttpRequest.newBuilder(URI.create(address + "/actuator/prometheus"))
                    .build();
            return parsed(
                    client.send(scrape, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static int port(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    private static Scrape parsed(String text) {
        return new Scrape(SAMPLE.matcher(text)
                .results()
                .map(line -> new Sample(line.group(1), labels(line.group(2) == null ? "" : line.group(2))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }
}
