package io.vitrine.ops;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.coreos.monitoring.models.V1PodMonitor;
import com.coreos.monitoring.models.V1PrometheusRule;
import com.coreos.monitoring.models.V1ServiceMonitor;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.Map;

/** Kubernetes' schemas, and the Prometheus operator's, as the classes that their projects generate from them. */
final class KubernetesSchemas {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("apps/v1 Deployment", V1Deployment.class),
            entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
            entry("monitoring.coreos.com/v1 PodMonitor", V1PodMonitor.class),
            entry("monitoring.coreos.com/v1 PrometheusRule", V1PrometheusRule.class),
            entry("monitoring.coreos.com/v1 ServiceMonitor", V1ServiceMonitor.class),
            entry("networking.k8s.io/v1 Ingress", V1Ingress.class),
            entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class),
            entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class),
            entry("v1 ConfigMap", V1ConfigMap.class),
            entry("v1 PersistentVolumeClaim", V1PersistentVolumeClaim.class),
            entry("v1 Service", V1Service.class),
            entry("v1 ServiceAccount", V1ServiceAccount.class));

    private KubernetesSchemas() {}

    /**
     * Kubernetes' own classes refuse unknown fields, wrong types and missing required ones. The operator's do not: but what they do
     * not know is gone when they are written again.
     */
    static void check(JsonObject manifest) {
        String kind = Manifests.text(manifest, "apiVersion") + " " + Manifests.text(manifest, "kind");
        assertThat(KINDS).containsKey(kind);
        Object parsed = JSON.deserialize(manifest.toString(), KINDS.get(kind));
        assertThat(withoutEmpty(JsonParser.parseString(JSON.serialize(parsed))))
                .as(kind)
                .isEqualTo(withoutEmpty(manifest));
    }

    /** The classes write the lists and maps that a manifest leaves out. */
    private static JsonElement withoutEmpty(JsonElement element) {
        if (element instanceof JsonObject object) {
            JsonObject kept = new JsonObject();
            object.entrySet().forEach(entry -> {
                JsonElement value = withoutEmpty(entry.getValue());
                if (!isEmpty(value)) {
                    kept.add(entry.getKey(), value);
                }
            });
            return kept;
        }
        if (element instanceof JsonArray array) {
            JsonArray kept = new JsonArray();
            array.forEach(value -> kept.add(withoutEmpty(value)));
            return kept;
        }
        return element;
    }

    private static boolean isEmpty(JsonElement value) {
        return value instanceof JsonObject object && object.isEmpty()
                || value instanceof JsonArray array && array.isEmpty();
    }
}
