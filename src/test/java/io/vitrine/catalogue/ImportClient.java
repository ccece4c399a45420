package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Imports over HTTP as a caller does it: starts one, waits for its end, returns the job. */
record ImportClient(RestTestClient http) {

    static final String KEY = "only-for-these-tests";

    static RestTestClient http(int port) {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", "Bearer " + KEY)
                .build();
    }

    JsonNode run(String catalogue, MediaType type, Object body) {
        JsonNode submitted = Objects.requireNonNull(http.post()
                .uri("/api/catalogue-imports" + catalogue)
                .contentType(type)
                .body(body)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .exists("Location")
                .returnResult(JsonNode.class)
                .getResponseBody());
        return finished(submitted);
    }

    private JsonNode finished(JsonNode submitted) {
        Instant latest = Instant.now().plus(Duration.ofSeconds(60));
        JsonNode job = submitted;
        while (List.of("QUEUED", "RUNNING").contains(job.path("status").asString())) {
            assertThat(Instant.now()).as("still waiting for %s", job).isBefore(latest);
            sleep();
            job = Objects.requireNonNull(http.get()
                    .uri("/api/jobs/" + submitted.path("id").asString())
                    .exchange()
                    .returnResult(JsonNode.class)
                    .getResponseBody());
        }
        return job;
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
