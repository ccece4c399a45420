package io.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Five requests at once, and one more each second: slow enough for any machine. */
@WebTest
@TestPropertySource(properties = {"vitrine.web.requests-per-second=1", "vitrine.web.requests-at-once=5"})
class RateLimitTests {

    private static final int MANY = 30;

    private final MockMvc http;

    @Autowired
    RateLimitTests(MockMvc http) {
        this.http = http;
    }

    @Test
    void callersAreCountedByAddressOrKeyEachOnItsOwn() throws Exception {
        int last = exhaust(from("10.0.0.1"));
        assertThat(last).isEqualTo(429);
        http.perform(from("10.0.0.1"))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "1"))
                .andExpect(jsonPath("$.code").value("rate-limited"));

        http.perform(from("10.0.0.2")).andExpect(status().isOk());
        http.perform(from("10.0.0.1").header("Authorization", "Bearer a-key-for-searching"))
                .andExpect(status().isOk());
    }

    @Test
    void guessingKeysIsCountedToo() throws Exception {
        int last = exhaust(from("10.0.0.3").header("Authorization", "Bearer guess"));
        assertThat(last).isEqualTo(429);
    }

    @Test
    void healthIsAlwaysTold() throws Exception {
        MockHttpServletRequestBuilder health = get("/actuator/health").with(request -> {
            request.setRemoteAddr("10.0.0.4");
            return request;
        });
        assertThat(exhaust(health)).isEqualTo(404); // the probe has none
    }

    private int exhaust(MockHttpServletRequestBuilder request) throws Exception {
        int status = 0;
        for (int i = 0; i < MANY; i++) {
            status = http.perform(request).andReturn().getResponse().getStatus();
        }
        return status;
    }

    private static MockHttpServletRequestBuilder from(String address) {
        return get("/api/things").with(request -> {
            request.setRemoteAddr(address);
            return request;
        });
    }
}
