package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.WithPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What {@code make fuzz} found: requests that the container or the framework stumbled over, byte by byte as they were sent. */
@WithPostgres
@Import(StubModels.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.roles=web",
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.web.admin-key=" + HostileRequestsIT.KEY
        })
class HostileRequestsIT {

    static final String KEY = "a key for hostile requests";

    private static final String PRODUCT = "/api/catalogues/hostile/products/1";
    private static final String JSON = "Content-Type: application/json";
    private static final String FORM = "Content-Type: multipart/form-data; boundary=x";
    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nc\r\n--x--\r\n";

    @LocalServerPort
    int port;

    @Test
    void nobodyTakesAFormThatCouldFillTheDisk() throws IOException {
        assertProblem(sent("POST /api/search", FORM, PART), 415, "");
        assertProblem(sent("POST /api/search", "Content-Type: multipart/form-data", "{}"), 415, "");
        assertThat(sent("GET /api/models", FORM, PART)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=%", "?=x", "?limit=%4", "?=%00"})
    void aQueryStringThatCannotBeReadIsTold(String query) throws IOException {
        assertProblem(sent("GET /api/jobs" + query, "Accept: */*", ""), 400, "query string");
    }

    @Test
    void anyNumberOfLanguagesIsTaken() throws IOException {
        assertThat(sent("GET /api/models", "Accept-Language: " + "de,".repeat(800) + "en", ""))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Prefix: \\", "Prefix: //evil.example", "Prefix: a", "Port: x", "Port: 99999x", "Host: a:b"})
    void aProxyMustNameAnAddress(String header) throws IOException {
        assertProblem(sent("GET /api/models", "X-Forwarded-" + header, ""), 400, "Forwarded, X-Forwarded-*");
    }

    @Test
    void aProxysAddressIsTakenOver() throws IOException {
        String proxy =
                "X-Forwarded-Host: shop.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 8443\r\nX-Forwarded-Prefix: /find";
        assertThat(sent("GET /api/models", proxy, "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "json", ";"})
    void aBodyHasOneType(String type) throws IOException {
        assertProblem(sent("POST /api/search", "Content-Type: " + type, "{}"), 415, "");
    }

    @Test
    void aBodyThatEndsInTheMiddleOfAChunkIsTold() throws IOException {
        String chunk = "5\r\n{\"que\r\nff\r\nry";
        assertProblem(raw("POST /api/search", JSON + "\r\nTransfer-Encoding: chunked", chunk), 400, "request");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/jobs/%20", "GET,/api/evaluations/%09", "POST,/api/jobs/%20/cancel"})
    void aBlankIdIsTold(String method, String path) throws IOException {
        assertProblem(sent(method + " " + path, "Accept: */*", ""), 400, "id");
    }

    @Test
    void whatCannotBeAnsweredIsNotDone() throws IOException {
        String accept = JSON + "\r\nAccept: image/png";
        assertProblem(sent("PUT " + PRODUCT, accept, "{\"name\":\"A\"}"), 406, "");
        assertProblem(sent("GET " + PRODUCT, "Accept: */*", ""), 404, "");
        assertProblem(
                sent("POST /api/catalogue-imports", "Content-Type: application/x-ndjson\r\nAccept: image/png", "{}"),
                406,
                "");
        assertProblem(sent("POST /api/models/stub-a/activation", accept, "{}"), 406, "");
        assertThat(sent("GET /api/jobs", "Accept: */*", "")).contains("\"total\":0");
    }

    @Test
    void aPlansFaultsAreToldWithoutNamesOfClasses() throws IOException {
        String answer = sent("POST /api/training-jobs", JSON, "{\"precision\":{}}");
        assertProblem(answer, 400, "precision");
        assertThat(answer).contains("must be one of float32, bfloat16");
        assertProblem(sent("POST /api/training-jobs", JSON, "{\"split\":5}"), 400, "split");
        assertProblem(sent("POST /api/training-jobs", JSON, "{\"colour\":5}"), 400, "colour");
    }

    @Test
    void anAddressWithNothingIsTold() throws IOException {
        assertThat(sent("GET /api/nothing", "Accept: */*", "")).contains("404", "There is nothing at this address.");
    }

    private static void assertProblem(String answer, int status, String field) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"status\":" + status)
                .doesNotContain("io.vitrine.", "java.", "springframework");
        if (!field.isEmpty()) {
            assertThat(answer).contains("\"field\":\"" + field + "\"");
        }
    }

    private String sent(String line, String headers, String body) throws IOException {
        return raw(line, headers + "\r\nContent-Length: " + body.length(), body);
    }

    private String raw(String line, String headers, String body) throws IOException {
        String request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + KEY
                + "\r\n" + headers + "\r\n\r\n" + body;
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
