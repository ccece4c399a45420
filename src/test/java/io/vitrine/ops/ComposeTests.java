package io.vitrine.ops;

import static io.vitrine.ops.Manifests.at;
import static io.vitrine.ops.Manifests.strings;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeTests {

    @Test
    void oneProcessAnswersAndOneRunsJobsOnTheSameDatabaseAndFiles() throws IOException {
        JsonObject web = service("vitrine");
        JsonObject worker = service("worker");

        assertThat(strings(at(web, "environment"))).containsEntry("VITRINE_ROLES", "web");
        assertThat(strings(at(worker, "environment"))).containsEntry("VITRINE_ROLES", "worker");
        assertThat(worker.has("ports")).isFalse();
        assertThat(worker.has("build")).as("the image is built once").isFalse();
        for (String shared : new String[] {"image", "volumes", "depends_on", "stop_grace_period"}) {
            assertThat(worker.get(shared)).as(shared).isNotNull().isEqualTo(web.get(shared));
        }
        for (String variable : new String[] {"SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD"}) {
            assertThat(at(worker, "environment").get(variable))
                    .isNotNull()
                    .isEqualTo(at(web, "environment").get(variable));
        }
    }

    @Test
    void prometheusReadsBoth() throws IOException {
        assertThat(Files.readString(Path.of("src/monitoring/prometheus.yaml")))
                .contains("\"vitrine:8080\", \"worker:8080\"");
    }

    @Test
    void everyVariableSetsAPropertyThatTheServiceHas() throws IOException {
        assertThat(at(service("worker"), "environment").keySet()).isSubsetOf(ServiceProperties.environmentNames());
    }

    private static JsonObject service(String name) throws IOException {
        String composition = Files.readString(Path.of("docker-compose.yml"));
        return at(Chart.json(Chart.map(composition)).getAsJsonObject(), "services", name);
    }
}
