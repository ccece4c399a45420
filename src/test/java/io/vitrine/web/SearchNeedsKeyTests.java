package io.vitrine.web;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A service for known callers only. */
@WebTest
@TestPropertySource(properties = "vitrine.web.search-needs-key=true")
class SearchNeedsKeyTests {

    private final MockMvc http;

    @Autowired
    SearchNeedsKeyTests(MockMvc http) {
        this.http = http;
    }

    @Test
    void nobodySearchesOrReadsWithoutAKey() throws Exception {
        http.perform(search())
                .andExpect(status().isUnauthorized())
                .andExpect(jsonPath("$.code").value("key-missing"));
        http.perform(get("/api/things")).andExpect(status().isUnauthorized());
        http.perform(head("/api/things")).andExpect(status().isUnauthorized());
    }

    @Test
    void searchingNeedsItsScopeAndReadingAny() throws Exception {
        http.perform(search().header("Authorization", "Bearer a-key-for-searching"))
                .andExpect(status().isOk());
        http.perform(search().header("Authorization", "Bearer a-key-for-training"))
                .andExpect(status().isForbidden());
        http.perform(get("/api/things").header("Authorization", "Bearer a-key-for-training"))
                .andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder search() {
        return post("/api/search").contentType(APPLICATION_JSON).content("{\"query\":\"x\"}");
    }
}
