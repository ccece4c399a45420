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

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelmWorkerTests {

    private static final String SECRETS = "{database: {existingSecret: a}, admin: {existingSecret: b}, ";

    private final Manifests release = rendered();
    private final Manifests web = release.named("shop-vitrine");
    private final Manifests worker = release.named("shop-vitrine-worker");

    private static Manifests rendered() {
        try {
            return Chart.rendered(Files.readString(Path.of("src/test/resources/helm/with-worker.yaml")));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void repliesAndJobsAreForDifferentPods() {
        assertThat(web.environment()).containsEntry("VITRINE_ROLES", "web").containsKey("VITRINE_ADMIN_KEY");
        assertThat(worker.environment())
                .containsEntry("VITRINE_ROLES", "worker")
                .containsEntry("VITRINE_JOBS_CONCURRENCY", "2")
                .doesNotContainKey("VITRINE_ADMIN_KEY");
        assertThat(Chart.rendered(SECRETS + "replicas: 1}").environment()).containsEntry("VITRINE_ROLES", "web,worker");
    }

    @Test
    void whatSelectsTheOnesDoesNotSelectTheOthers() {
        Map<String, String> replicas = strings(at(web.the("Deployment"), "spec", "selector", "matchLabels"));
        Map<String, String> workers = strings(at(worker.the("Deployment"), "spec", "selector", "matchLabels"));

        assertThat(labels(web.pod())).containsAllEntriesOf(replicas);
        assertThat(labels(worker.pod())).containsAllEntriesOf(workers);
        assertThat(labels(web.pod()).get("app.kubernetes.io/name"))
                .isNotEqualTo(labels(worker.pod()).get("app.kubernetes.io/name"));
        assertThat(strings(at(release.the("Service"), "spec", "selector"))).isEqualTo(replicas);
        assertThat(strings(at(release.the("PodDisruptionBudget"), "spec", "selector", "matchLabels")))
                .isEqualTo(replicas);
        assertThat(list(at(worker.pod(), "spec").get("topologySpreadConstraints")))
                .isNotEmpty()
                .allSatisfy(spread -> assertThat(strings(at(spread, "labelSelector", "matchLabels")))
                        .isEqualTo(workers));
    }

    @Test
    void bothAreBehindTheSameNetworkPolicyAndWatchedAsOneJob() {
        JsonObject workers = at(worker.the("Deployment"), "spec", "selector", "matchLabels");
        JsonObject policy = at(worker.the("NetworkPolicy"), "spec");
        JsonObject endpoint = list(at(worker.the("PodMonitor"), "spec").get("podMetricsEndpoints"))
                .getFirst();

        assertThat(at(policy, "podSelector", "matchLabels")).isEqualTo(workers);
        for (String direction : List.of("ingress", "egress", "policyTypes")) {
            assertThat(policy.get(direction))
                    .isEqualTo(at(web.the("NetworkPolicy"), "spec").get(direction));
        }
        assertThat(at(worker.the("PodMonitor"), "spec", "selector", "matchLabels"))
                .isEqualTo(workers);
        assertThat(text(endpoint, "port")).isEqualTo("http");
        assertThat(list(endpoint.get("relabelings"))).singleElement().satisfies(relabelling -> {
            assertThat(text(relabelling, "targetLabel")).isEqualTo("job");
            assertThat(text(relabelling, "replacement")).isEqualTo(name(release.the("Service")));
        });
    }

    @Test
    void onlyTheReplicasFollowTheLoad() {
        assertThat(text(at(release.the("HorizontalPodAutoscaler"), "spec", "scaleTargetRef"), "name"))
                .isEqualTo("shop-vitrine");
        assertThat(at(worker.the("Deployment"), "spec").get("replicas").getAsInt())
                .isEqualTo(2);
    }

    @Test
    void aWorkerHasItsOwnImageNodesDeviceAndPatience() {
        JsonObject pod = at(worker.pod(), "spec");

        assertThat(text(worker.container(), "image")).isEqualTo("registry.example.org/vitrine:1.2.3-cuda");
        assertThat(text(web.container(), "image")).isEqualTo("registry.example.org/vitrine:1.2.3");
        assertThat(strings(at(worker.container(), "resources", "limits")))
                .containsEntry("nvidia.com/gpu", "1")
                .containsEntry("memory", "24Gi");
        assertThat(strings(at(web.container(), "resources", "limits"))).containsOnlyKeys("memory");
        assertThat(worker.environment()).containsEntry("VITRINE_DEVICE", "gpu:0");
        assertThat(web.environment()).containsEntry("VITRINE_DEVICE", "auto");
        assertThat(text(at(pod, "nodeSelector"), "pool")).isEqualTo("trainings");
        assertThat(list(pod.get("tolerations"))).hasSize(1);
        assertThat(text(pod, "terminationGracePeriodSeconds")).isEqualTo("120");
        assertThat(text(at(worker.container(), "livenessProbe"), "failureThreshold"))
                .isEqualTo("30");
        assertThat(at(worker.container(), "startupProbe", "httpGet"))
                .isEqualTo(at(web.container(), "startupProbe", "httpGet"));
    }

    @Test
    void theyShareTheFiles() {
        assertThat(at(worker.pod(), "spec").get("volumes"))
                .isEqualTo(at(web.pod(), "spec").get("volumes"));
        assertThat(worker.container().get("volumeMounts"))
                .isEqualTo(web.container().get("volumeMounts"));
        assertThat(at(worker.pod(), "spec", "securityContext")).isEqualTo(at(web.pod(), "spec", "securityContext"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReadWriteOnce", "ReadWriteOncePod"})
    void aVolumeOfOnePodIsRefused(String mode) {
        assertThatThrownBy(() ->
                        Chart.rendered(SECRETS + "worker: {enabled: true}, persistence: {accessMode: " + mode + "}}"))
                .hasMessageContaining("replicas (1) and workers (1) share one volume")
                .hasMessageContaining("must be ReadWriteMany and not " + mode);
        for (String shared : List.of("accessMode: ReadWriteMany", "store: database, accessMode: " + mode)) {
            assertThatCode(() -> Chart.rendered(SECRETS + "worker: {enabled: true}, persistence: {" + shared + "}}"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aStoppingWorkerHasTheTimeThatTheServiceTakes() throws IOException {
        long shutdown = ServiceProperties.seconds("vitrine.jobs.patience") + ServiceProperties.shutdownPhaseSeconds();
        Manifests defaults = Chart.rendered(
                        SECRETS + "worker: {enabled: true}, persistence: {accessMode: ReadWriteMany}}")
                .named("shop-vitrine-worker");

        assertThat(at(defaults.pod(), "spec")
                        .get("terminationGracePeriodSeconds")
                        .getAsLong())
                .isGreaterThan(shutdown);
        assertThatThrownBy(() -> Chart.rendered(SECRETS + "worker: {terminationGracePeriodSeconds: 20}}"))
                .hasMessageContaining("terminationGracePeriodSeconds");
    }
}
