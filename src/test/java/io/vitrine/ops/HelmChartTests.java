package io.vitrine.ops;

import static io.vitrine.ops.Manifests.at;
import static io.vitrine.ops.Manifests.labels;
import static io.vitrine.ops.Manifests.list;
import static io.vitrine.ops.Manifests.name;
import static io.vitrine.ops.Manifests.strings;
import static io.vitrine.ops.Manifests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelmChartTests {

    private static final Path VALUES = Path.of("src/test/resources/helm");
    private static final String SECRETS = "{database: {existingSecret: a}, admin: {existingSecret: b}, ";

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "several-replicas", "everything", "with-worker"})
    void helmFindsNothingToWarnOf(String values) throws IOException {
        assertThat(Chart.lint(read(values)))
                .satisfies(result -> assertThat(result.isFailed())
                        .as("%s", result.getMessages())
                        .isFalse());
    }

    @Test
    void lintFindsABrokenChart() {
        assertThat(Chart.lint("replicas: many").isFailed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "several-replicas", "everything", "with-worker"})
    void everyManifestFitsItsSchema(String values) throws IOException {
        List<JsonObject> manifests = Chart.rendered(read(values)).all();

        assertThat(manifests).hasSizeGreaterThanOrEqualTo(3);
        manifests.forEach(KubernetesSchemas::check);
    }

    @Test
    void aSchemaRefusesWhatItDoesNotKnow() throws IOException {
        JsonObject deployment = Chart.rendered(read("minimal")).the("Deployment");
        at(deployment, "spec", "template", "spec").addProperty("replica", 1);
        JsonObject monitor = Chart.rendered(read("everything")).the("ServiceMonitor");
        list(at(monitor, "spec").get("endpoints")).getFirst().addProperty("intervall", "1s");

        assertThatThrownBy(() -> KubernetesSchemas.check(deployment)).hasMessageContaining("replica");
        assertThatThrownBy(() -> KubernetesSchemas.check(monitor)).hasMessageContaining("intervall");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replica: 2}                                                                            | replica
            replicas: "2"}                                                                         | replicas
            image: {tag: 1}}                                                                       | tag
            settings: {device: tpu}}                                                               | device
            settings: {workers: 2}}                                                                | workers
            settings: {jobConcurrency: 0}}                                                         | jobConcurrency
            logging: {format: json}}                                                               | format
            tracing: {endpoint: "collector:4318"}}                                                 | endpoint
            tracing: {sampling: 25}}                                                               | sampling
            persistence: {store: bucket}}                                                          | store
            worker: {replicas: 0}}                                                                 | replicas
            resources: {limit: {}}}                                                                | limit
            terminationGracePeriodSeconds: 30}                                                     | terminationGracePeriodSeconds
            replicas: 2}                                                                           | must be ReadWriteMany and not ReadWriteOnce
            replicas: 2, persistence: {accessMode: ReadWriteOncePod}}                              | must be ReadWriteMany and not ReadWriteOncePod
            autoscaling: {enabled: true}}                                                          | must be ReadWriteMany and not ReadWriteOnce
            autoscaling: {enabled: true, minReplicas: 9}, persistence: {accessMode: ReadWriteMany}} | minReplicas is larger
            ingress: {enabled: true}}                                                              | ingress.hosts is required
            """)
    void valuesThatCannotBeMeantAreRefused(String values, String reason) {
        assertThatThrownBy(() -> Chart.rendered(SECRETS + values)).hasMessageContaining(reason);
    }

    @Test
    void theSecretsHaveToBeNamed() {
        assertThatThrownBy(() -> Chart.rendered("admin: {existingSecret: b}"))
                .hasMessageContaining("database.existingSecret is required");
        assertThatThrownBy(() -> Chart.rendered("database: {existingSecret: a}"))
                .hasMessageContaining("admin.existingSecret is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "several-replicas", "everything"})
    void everySelectorFindsThePodsAndNothingThatChanges(String values) throws IOException {
        Manifests manifests = Chart.rendered(read(values));
        JsonObject selector = at(manifests.the("Deployment"), "spec", "selector", "matchLabels");
        JsonObject service = manifests.the("Service");

        assertThat(labels(manifests.pod())).containsAllEntriesOf(strings(selector));
        assertThat(selector.keySet()).containsExactly("app.kubernetes.io/name", "app.kubernetes.io/instance");
        assertThat(at(service, "spec", "selector")).isEqualTo(selector);
        assertThat(at(manifests.the("PodDisruptionBudget"), "spec", "selector", "matchLabels"))
                .isEqualTo(selector);
        assertThat(list(at(manifests.pod(), "spec").get("topologySpreadConstraints")))
                .hasSize(2)
                .allSatisfy(spread ->
                        assertThat(at(spread, "labelSelector", "matchLabels")).isEqualTo(selector));
        if (manifests.has("NetworkPolicy")) {
            assertThat(at(manifests.the("NetworkPolicy"), "spec", "podSelector", "matchLabels"))
                    .isEqualTo(selector);
            assertThat(labels(service))
                    .containsAllEntriesOf(
                            strings(at(manifests.the("ServiceMonitor"), "spec", "selector", "matchLabels")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "several-replicas", "everything", "with-worker"})
    void everyManifestIsOfTheReleaseAndItsNamespace(String values) throws IOException {
        assertThat(Chart.rendered(read(values)).all()).allSatisfy(manifest -> {
            assertThat(text(at(manifest, "metadata"), "namespace")).isEqualTo(Chart.NAMESPACE);
            assertThat(labels(manifest))
                    .containsEntry("app.kubernetes.io/instance", Chart.RELEASE)
                    .containsEntry("app.kubernetes.io/managed-by", "Helm")
                    .containsKeys("app.kubernetes.io/name", "app.kubernetes.io/version", "helm.sh/chart");
        });
    }

    @Test
    void whatOneManifestNamesAnotherHas() throws IOException {
        Manifests manifests = Chart.rendered(read("everything"));
        JsonObject pod = at(manifests.pod(), "spec");
        String service = name(manifests.the("Service"));

        assertThat(service).isEqualTo("storefront");
        assertThat(text(at(manifests.the("HorizontalPodAutoscaler"), "spec", "scaleTargetRef"), "name"))
                .isEqualTo(name(manifests.the("Deployment")));
        assertThat(at(manifests.the("Deployment"), "spec").has("replicas")).isFalse();
        assertThat(text(pod, "serviceAccountName")).isEqualTo(name(manifests.the("ServiceAccount")));
        assertThat(list(pod.get("volumes")))
                .anySatisfy(volume -> assertThat(text(at(volume, "persistentVolumeClaim"), "claimName"))
                        .isEqualTo(name(manifests.the("PersistentVolumeClaim"))));
        assertThat(manifests.the("Ingress").toString()).contains("\"name\":\"" + service + "\"");
        assertThat(list(manifests.container().get("ports")))
                .extracting(port -> text(port, "name"))
                .containsExactly("http");
        assertThat(list(at(manifests.the("Service"), "spec").get("ports")))
                .extracting(port -> text(port, "name") + " " + text(port, "targetPort"))
                .containsExactly("http http");
        assertThat(list(at(manifests.the("ServiceMonitor"), "spec").get("endpoints")))
                .extracting(endpoint -> text(endpoint, "port"))
                .containsExactly("http");
    }

    @Test
    void oneReplicaGivesUpItsVolumeBeforeTheNextAndSeveralOverlap() throws IOException {
        assertThat(strategy("minimal")).isEqualTo("Recreate");
        assertThat(strategy("several-replicas")).isEqualTo("RollingUpdate");
    }

    @Test
    void filesInTheDatabaseNeedNoSharedVolume() {
        Manifests manifests = Chart.rendered(SECRETS + "replicas: 3, persistence: {store: database, size: 5Gi}}");

        assertThat(manifests.has("PersistentVolumeClaim")).isFalse();
        assertThat(manifests.environment()).containsEntry("VITRINE_ARTEFACTS_STORE", "database");
        assertThat(list(at(manifests.pod(), "spec").get("volumes"))).anySatisfy(volume -> {
            assertThat(text(volume, "name")).isEqualTo("data");
            assertThat(text(at(volume, "emptyDir"), "sizeLimit")).isEqualTo("5Gi");
        });
        assertThat(text(at(manifests.the("Deployment"), "spec", "strategy"), "type"))
                .isEqualTo("RollingUpdate");
        KubernetesSchemas.check(manifests.the("Deployment"));
    }

    @Test
    void secretsAreReferredToAndNeverWritten() throws IOException {
        assertThat(Chart.rendered(read("several-replicas")).environment())
                .containsEntry("SPRING_DATASOURCE_URL", "shop-database/jdbc-url")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "shop-database/username")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", "shop-database/password")
                .containsEntry("VITRINE_ADMIN_KEY", "shop-admin/admin-key");
    }

    @Test
    void theReadReplicaIsNamedOnlyWhereThereIsOneAndTakesTheDatabasesUserUnlessTold() throws IOException {
        assertThat(Chart.rendered(read("everything")).environment())
                .containsEntry("VITRINE_DATABASE_READ_REPLICA_URL", "shop-replica/jdbc-url")
                .containsEntry("VITRINE_DATABASE_READ_REPLICA_USERNAME", "shop-replica/username")
                .containsEntry("VITRINE_DATABASE_READ_REPLICA_PASSWORD", "shop-replica/password")
                .containsEntry("VITRINE_DATABASE_READ_REPLICA_MAXIMUM_POOL_SIZE", "32");
        assertThat(Chart.rendered(
                                "{database: {existingSecret: a, readReplica: {existingSecret: a}}, admin: {existingSecret: b}}")
                        .environment())
                .containsEntry("VITRINE_DATABASE_READ_REPLICA_URL", "a/replica-url")
                .doesNotContainKeys("VITRINE_DATABASE_READ_REPLICA_USERNAME", "VITRINE_DATABASE_READ_REPLICA_PASSWORD");
        assertThat(Chart.rendered(read("several-replicas")).environment().keySet())
                .noneMatch(name -> name.startsWith("VITRINE_DATABASE"));
    }

    @Test
    void aServerOfVectorsIsNamedAsInTheDatabase() throws IOException {
        assertThat(Chart.rendered(read("everything")).environment())
                .containsEntry("VITRINE_SEARCH_VECTOR_SERVERS", "vectors_1,vectors_2");
        assertThat(Chart.rendered(read("minimal")).environment()).doesNotContainKey("VITRINE_SEARCH_VECTOR_SERVERS");
        assertThatThrownBy(() -> Chart.rendered(
                        "{database: {existingSecret: a, vectorServers: [vectors-1]}, admin: {existingSecret: b}}"))
                .hasMessageContaining("vectorServers");
    }

    @Test
    void everyVariableSetsAPropertyThatTheServiceHas() throws IOException {
        Map<String, String> environment = Chart.rendered(read("everything")).environment();

        assertThat(environment)
                .containsEntry("VITRINE_CATALOGUE_ALLOWED_LOCATIONS", "/data/fashion,/data/shoes")
                .containsEntry("VITRINE_JOBS_CONCURRENCY", "2")
                .containsEntry("VITRINE_DEVICE", "gpu:0");
        assertThat(environment.keySet())
                .filteredOn(name -> name.matches("(VITRINE|SPRING|LOGGING|MANAGEMENT)_.*"))
                .hasSizeGreaterThan(10)
                .isSubsetOf(ServiceProperties.environmentNames());
    }

    @Test
    void tracesAndLogsAreAsTheValuesSay() throws IOException {
        Manifests traced = Chart.rendered(read("everything"));

        assertThat(traced.environment())
                .containsEntry("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash")
                .containsEntry("VITRINE_LOGGING_QUERY_TEXT", "true")
                .containsEntry(
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                        "http://collector.observability:4318/v1/traces")
                .containsEntry("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0.25");
        assertThat(at(traced.the("NetworkPolicy"), "spec").toString()).contains("4318", "observability");
        assertThat(Chart.rendered(read("minimal")).environment())
                .containsEntry("VITRINE_LOGGING_QUERY_TEXT", "false")
                .doesNotContainKeys(
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE", "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT");
    }

    @Test
    void thePodWritesOnlyWhereTheImageExpectsItTo() throws IOException {
        Manifests manifests = Chart.rendered(read("minimal"));
        List<String> mounts = list(manifests.container().get("volumeMounts")).stream()
                .map(mount -> text(mount, "mountPath"))
                .toList();
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        assertThat(mounts).containsExactly("/var/lib/vitrine/data", "/var/lib/vitrine/engine", "/tmp");
        for (String variable : List.of("VITRINE_DATA_DIRECTORY", "DJL_CACHE_DIR")) {
            String directory = manifests.environment().get(variable);
            assertThat(mounts).contains(directory);
            assertThat(dockerfile).contains(variable + "=" + directory);
        }
        assertThat(dockerfile).contains("USER 10001:10001");
        assertThat(text(at(manifests.pod(), "spec", "securityContext"), "runAsUser"))
                .isEqualTo("10001");
        assertThat(at(manifests.container(), "securityContext").toString())
                .contains("\"readOnlyRootFilesystem\":true", "\"allowPrivilegeEscalation\":false", "[\"ALL\"]");
    }

    @Test
    void aStoppingPodHasTheTimeThatTheServiceTakes() throws IOException {
        Manifests manifests = Chart.rendered(read("minimal"));
        long sleep = at(manifests.container(), "lifecycle", "preStop", "sleep")
                .get("seconds")
                .getAsLong();
        long shutdown = ServiceProperties.seconds("vitrine.jobs.patience") + ServiceProperties.shutdownPhaseSeconds();

        assertThat(at(manifests.pod(), "spec")
                        .get("terminationGracePeriodSeconds")
                        .getAsLong())
                .isGreaterThan(sleep + shutdown);
        assertThatCode(() -> Chart.rendered(SECRETS + "terminationGracePeriodSeconds: " + (sleep + shutdown + 5) + "}"))
                .doesNotThrowAnyException();
    }

    @Test
    void aGpuIsAskedForOnlyWhenWanted() throws IOException {
        assertThat(limits("everything")).containsEntry("nvidia.com/gpu", "1").containsEntry("memory", "8Gi");
        assertThat(limits("minimal")).containsOnlyKeys("memory");
    }

    @Test
    void theSchemaKnowsExactlyTheValuesThereAreAndRefusesOthers() throws IOException {
        JsonObject values = Chart.json(Chart.map(Files.readString(Chart.DIRECTORY.resolve("values.yaml"))))
                .getAsJsonObject();
        JsonObject schema = JsonParser.parseString(Files.readString(Chart.DIRECTORY.resolve("values.schema.json")))
                .getAsJsonObject();
        at(schema, "properties").remove("global");

        agree("values", values, schema);
    }

    private static void agree(String path, JsonObject values, JsonObject schema) {
        assertThat(schema.get("additionalProperties").getAsString()).as(path).isEqualTo("false");
        assertThat(at(schema, "properties").keySet()).as(path).containsExactlyInAnyOrderElementsOf(values.keySet());
        for (Map.Entry<String, JsonElement> value : values.entrySet()) {
            JsonObject below = at(schema, "properties", value.getKey());
            if (below.has("properties") && value.getValue() instanceof JsonObject object) {
                agree(path + "." + value.getKey(), object, below);
            }
        }
    }

    @Test
    void everyValueIsExplained() throws IOException {
        List<String> lines = Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml"));
        int explained = 0;
        String section = "";
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            section = line.matches("[a-zA-Z]+:.*") ? line : section;
            boolean leaf = line.matches(" *[a-zA-Z]+: \\S.*") && !section.equals("resources:");
            if (leaf) {
                assertThat(lines.get(i - 1).strip()).as(line).startsWith("#");
                explained++;
            }
        }
        assertThat(explained).isGreaterThan(60);
    }

    @Test
    void theNotesAreForAPersonAndNotAManifest() throws IOException {
        assertThat(Files.readString(Chart.DIRECTORY.resolve("templates/NOTES.txt")))
                .contains("rollout status", "port-forward");
        assertThat(Chart.rendered(read("everything")).all())
                .extracting(manifest -> text(manifest, "kind"))
                .doesNotHaveDuplicates()
                .hasSize(11);
    }

    private static Map<String, String> limits(String values) throws IOException {
        return strings(at(Chart.rendered(read(values)).container(), "resources", "limits"));
    }

    private static String strategy(String values) throws IOException {
        return text(at(Chart.rendered(read(values)).the("Deployment"), "spec", "strategy"), "type");
    }

    private static String read(String values) throws IOException {
        return Files.readString(VALUES.resolve(values + ".yaml"));
    }
}
