package io.vitrine.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@WebTest
class SecurityTests {

    private final MockMvc http;

    @Autowired
    SecurityTests(MockMvc http) {
        this.http = http;
    }

    @Test
    void readingAndSearchingNeedNoKey() throws Exception {
        http.perform(get("/api/things")).andExpect(status().isOk());
        http.perform(post("/api/search").contentType(APPLICATION_JSON).content("{\"query\":\"x\"}"))
                .andExpect(status().isOk())
                .andExpect(cookie().doesNotExist("JSESSIONID"));
    }

    @Test
    void aChangeWithoutAKeyIsRefused() throws Exception {
        http.perform(post("/api/change"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", startsWith("Bearer")))
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("key-missing"));
        http.perform(delete("/api/nothing")).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "Basic YTpi",
                "a-key-known-to-the-tests",
                "Bearer a-key-known-to-the-test"
            })
    void aWrongKeyIsRefusedEvenWhereNoneIsNeeded(String authorization) throws Exception {
        for (var request : new MockHttpServletRequestBuilder[] {post("/api/change"), get("/api/things")}) {
            http.perform(request.header("Authorization", authorization))
                    .andExpect(status().isUnauthorized())
                    .andExpect(header().string("WWW-Authenticate", containsString("invalid_token")))
                    .andExpect(jsonPath("$.code").value("key-wrong"));
        }
    }

    @Test
    void theAdministratorsKeyAllowsChanges() throws Exception {
        http.perform(post("/api/change").header("Authorization", "Bearer " + WebTest.KEY))
                .andExpect(status().isOk());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/catalogues/main/products, a-key-for-the-catalogue, a-key-for-training",
        "/api/catalogue-imports,        a-key-for-the-catalogue, a-key-for-searching",
        "/api/training-jobs,            a-key-for-training,      a-key-for-the-catalogue",
        "/api/models/spring/activation, a-key-for-training,      a-key-for-searching",
        "/api/jobs/1/cancel,            a-key-for-training,      a-key-for-the-catalogue"
    })
    void aKeyReachesAsFarAsItsScopes(String path, String right, String wrong) throws Exception {
        http.perform(post(path).header("Authorization", "Bearer " + right)).andExpect(status().isNotFound());
        http.perform(post(path).header("Authorization", "Bearer " + WebTest.KEY))
                .andExpect(status().isNotFound());
        http.perform(post(path).header("Authorization", "Bearer " + wrong))
                .andExpect(status().isForbidden())
                .andExpect(header().string("WWW-Authenticate", containsString("insufficient_scope")))
                .andExpect(jsonPath("$.code").value("scope-missing"));
        http.perform(post("/api/change").header("Authorization", "Bearer " + right))
                .andExpect(status().isForbidden());
    }

    @Test
    void pagesMayLoadOnlyWhatThisServiceServes() throws Exception {
        http.perform(get("/api/things"))
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self';")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().exists("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/things;x=y", "/api//things", "/api/%2e%2e/things", "/api/things/%00"})
    void suspiciousPathsAreRefusedWithAProblem(String path) throws Exception {
        http.perform(get(URI.create(path)))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON));
    }
}
