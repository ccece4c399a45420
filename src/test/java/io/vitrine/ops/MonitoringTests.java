package io.vitrine.ops;

import static io.vitrine.ops.Manifests.at;
import static io.vitrine.ops.Manifests.list;
import static io.vitrine.ops.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTests {

    private static final Path RUNBOOK = Path.of("src/docs/runbook.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\w+)\\n(.*?)(?=^## |\\z)");

    /** Prometheus adds these to whatever it scrapes, and the metric {@code up}. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "namespace", "instance");

    private Scrape scrape = new Scrape(List.of());

    @BeforeAll
    void scrapeTheService(@TempDir Path data) {
        scrape = Scrape.ofTheService(data);
    }

    @Test
    void theDashboardAndTheAlertsReadOnlyWhatTheServiceReports() throws Exception {
        Set<String> reported = reported();
        reported.add("up");

        assertThat(allSeries()).hasSizeGreaterThan(60);
        assertThat(allSeries()).extracting(PromQl.Series::metric).isSubsetOf(reported);
    }

    @Test
    void theyAskOnlyForLabelsAndValuesThatThereAre() throws IOException {
        for (PromQl.Series series : allSeries()) {
            List<Scrape.Sample> samples = scrape.samples().stream()
                    .filter(sample -> sample.metric().equals(series.metric()))
                    .toList();
            if (!samples.isEmpty()) {
                assertThat(samples).as("%s", series).anyMatch(sample -> fits(series, sample));
            }
        }
    }

    private static boolean fits(PromQl.Series series, Scrape.Sample sample) {
        Set<String> labels = new HashSet<>(TARGET_LABELS);
        labels.addAll(sample.labels().keySet());
        return labels.containsAll(series.labels())
                && series.values().entrySet().stream()
                        .filter(label -> !TARGET_LABELS.contains(label.getKey()))
                        .allMatch(
                                label -> label.getValue().equals(sample.labels().get(label.getKey())));
    }

    @Test
    void aSeriesIsFoundInItsExpression() {
        assertThat(PromQl.seriesIn("histogram_quantile(0.9, sum by (le) (rate(a_bucket{x=\"1\",y=~\"2|3\"}[5m]))) > 1"))
                .containsExactly(new PromQl.Series("a_bucket", Set.of("x", "y"), Map.of("x", "1")));
        assertThat(PromQl.seriesIn("up == 1 unless on (job) b_ready - c offset 30m or vector(0)"))
                .extracting(PromQl.Series::metric)
                .containsExactly("up", "b_ready", "c");
    }

    @Test
    void everyAlertSaysHowBadItIsAndLeadsToItsSectionOfTheRunbook() throws IOException {
        Map<String, String> sections = sections();
        List<JsonObject> alerts = alerts();

        assertThat(alerts).hasSizeGreaterThan(8);
        for (JsonObject alert : alerts) {
            String name = text(alert, "alert");
            JsonObject annotations = at(alert, "annotations");
            assertThat(text(at(alert, "labels"), "severity")).as(name).isIn("critical", "warning");
            assertThat(text(annotations, "summary")).as(name).endsWith(".");
            assertThat(text(annotations, "runbook_url")).isEqualTo(RUNBOOK + "#" + name.toLowerCase(Locale.ROOT));
            assertThat(sections).containsKey(name);
        }
        assertThat(sections)
                .containsOnlyKeys(
                        alerts.stream().map(alert -> text(alert, "alert")).toList());
    }

    @Test
    void everySectionOfTheRunbookHelpsFromTheAlertToItsEnd() throws IOException {
        sections()
                .forEach((alert, section) -> assertThat(section)
                        .as(alert)
                        .containsSubsequence("**Means.**", "**Look.**", "```\n", "\n```", "**Do.**", "**Over when.**"));
    }

    @Test
    void theRunbookReadsOnlyWhatTheServiceReports() throws Exception {
        Set<String> reported = reported();
        Matcher metric = Pattern.compile("\\b(vitrine|hikaricp|jvm|process|http_server)_[a-z_]+")
                .matcher(Files.readString(RUNBOOK));
        List<String> named = metric.results().map(found -> found.group()).toList();

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(reported).anyMatch(real -> real.startsWith(name)));
    }

    @Test
    void thePanelsOfTheDashboardLieBesideEachOther() throws IOException {
        List<JsonObject> panels = list(dashboard().get("panels"));
        Set<String> taken = new HashSet<>();

        assertThat(panels).extracting(panel -> text(panel, "id")).doesNotHaveDuplicates();
        for (JsonObject panel : panels) {
            JsonObject place = at(panel, "gridPos");
            int left = place.get("x").getAsInt();
            int top = place.get("y").getAsInt();
            assertThat(left + place.get("w").getAsInt()).isLessThanOrEqualTo(24);
            for (int x = left; x < left + place.get("w").getAsInt(); x++) {
                for (int y = top; y < top + place.get("h").getAsInt(); y++) {
                    assertThat(taken.add(x + "," + y)).as(text(panel, "title")).isTrue();
                }
            }
        }
    }

    @Test
    void theChartInstallsTheSameAlertsForItsRelease() throws IOException {
        Manifests manifests = Chart.rendered(Files.readString(Path.of("src/test/resources/helm/everything.yaml")));
        String installed = at(manifests.the("PrometheusRule"), "spec").toString();
        String file = Chart.json(Chart.map(Files.readString(Chart.DIRECTORY.resolve("alerts.yaml"))))
                .toString();

        assertThat(installed)
                .isEqualTo(file.replace("job=\\\"vitrine\\\"", "job=\\\"storefront\\\",namespace=\\\"market\\\"")
                        .replace(RUNBOOK.toString(), "https://example.org/runbook.md"))
                .doesNotContain("job=\\\"vitrine\\\"");
    }

    @Test
    void theChartInstallsTheSameDashboard() throws IOException {
        Manifests manifests = Chart.rendered(Files.readString(Path.of("src/test/resources/helm/everything.yaml")));
        JsonObject installed = manifests.the("ConfigMap");

        assertThat(JsonParser.parseString(text(at(installed, "data"), "storefront.json")))
                .isEqualTo(dashboard());
        assertThat(Manifests.labels(installed)).containsEntry("grafana_dashboard", "1");
    }

    private Set<String> reported() throws Exception {
        Set<String> reported = new HashSet<>(Scrape.lateMetrics());
        scrape.samples().forEach(sample -> reported.add(sample.metric()));
        return reported;
    }

    private static List<PromQl.Series> allSeries() throws IOException {
        List<PromQl.Series> series = new ArrayList<>();
        for (JsonObject panel : list(dashboard().get("panels"))) {
            if (panel.has("targets")) {
                list(panel.get("targets")).forEach(target -> series.addAll(PromQl.seriesIn(text(target, "expr"))));
            }
        }
        for (JsonObject variable : list(at(dashboard(), "templating").get("list"))) {
            if (text(variable, "type").equals("query")) {
                series.addAll(PromQl.seriesIn(text(variable, "definition").replaceAll(", \\w+\\)$", ")")));
            }
        }
        alerts().forEach(alert -> series.addAll(PromQl.seriesIn(text(alert, "expr"))));
        return series;
    }

    private static JsonObject dashboard() throws IOException {
        return JsonParser.parseString(Files.readString(Chart.DIRECTORY.resolve("dashboards/vitrine.json")))
                .getAsJsonObject();
    }

    private static List<JsonObject> alerts() throws IOException {
        JsonObject rules = Chart.json(Chart.map(Files.readString(Chart.DIRECTORY.resolve("alerts.yaml"))))
                .getAsJsonObject();
        return list(rules.get("groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    private static Map<String, String> sections() throws IOException {
        return SECTION.matcher(Files.readString(RUNBOOK))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }
}
