package io.vitrine.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class AnnouncementTests {

    @Test
    void theAddressIsTheOneTheServerReallyListensOn() {
        MockEnvironment environment =
                new MockEnvironment().withProperty("server.port", "0").withProperty("local.server.port", "40123");

        assertThat(Announcement.sentence(environment, 7.25))
                .startsWith("Vitrine is ready on http://localhost:40123/ ")
                .contains("7.3 s");
    }

    @Test
    void aWorkerDoesNotSendAnybodyToPagesThatItDoesNotServe() {
        MockEnvironment environment = new MockEnvironment().withProperty("vitrine.roles", "worker");

        assertThat(Announcement.sentence(environment, 1))
                .contains("run jobs", "http://localhost:8080/actuator/health")
                .doesNotContain("search page");
    }
}
