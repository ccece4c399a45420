package io.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.vitrine.errors.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@WebTest
class ProblemsTests {

    private final MockMvc http;

    @Autowired
    ProblemsTests(MockMvc http) {
        this.http = http;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query        | {"query":5}
            query        | {"query":true}
            query        | {"query":1.5}
            query        | {"query":["x"]}
            query        | {"query":{"x":1}}
            query        | {"query":null}
            query        | {"query":""}
            query        | {"query":"   "}
            query        | {}
            limit        | {"query":"x","limit":"ten"}
            limit        | {"query":"x","limit":"10"}
            limit        | {"query":"x","limit":""}
            limit        | {"query":"x","limit":1.5}
            limit        | {"query":"x","limit":1.0}
            limit        | {"query":"x","limit":true}
            limit        | {"query":"x","limit":[]}
            limit        | {"query":"x","limit":[5]}
            limit        | {"query":"x","limit":0}
            limit        | {"query":"x","limit":-1}
            limit        | {"query":"x","limit":100000}
            limit        | {"query":"x","limit":99999999999999999999}
            mode         | {"query":"x","mode":"telepathy"}
            mode         | {"query":"x","mode":0}
            mode         | {"query":"x","mode":""}
            exact        | {"query":"x","exact":"true"}
            exact        | {"query":"x","exact":1}
            filters      | {"query":"x","filters":"red"}
            filters      | {"query":"x","filters":[]}
            texts        | {"query":"x","texts":"red"}
            texts[1]     | {"query":"x","texts":["a",5]}
            inner.depth  | {"query":"x","inner":{"depth":"deep"}}
            inner.colour | {"query":"x","inner":{"colour":"red"}}
            colour       | {"query":"x","colour":"red"}
            body         | {"query":"x","query":"y"}
            body         | {"query":"x"
            body         | {"query":"x"} trailing
            body         | {'query':'x'}
            body         | [1,2]
            body         | "text"
            body         | nonsense
            """)
    void aBodyThatDoesNotFitIsRefusedNamingTheField(String field, String body) throws Exception {
        search(body.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(400))
                .andExpect(jsonPath("$.code").value("invalid-request"))
                .andExpect(jsonPath("$.errors[0].field").value(field))
                .andExpect(jsonPath("$.detail", containsString("'" + field + "'")))
                .andExpect(content().string(not(containsString("java"))))
                .andExpect(content().string(not(containsString("jackson"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query              | {"query":"\\ud800"}
            query              | {"query":"a\\udc00b"}
            query              | {"query":"\\udc00\\ud800"}
            query              | {"query":"\\u0000"}
            filters.baseColour | {"query":"x","filters":{"baseColour":"\\ud83d"}}
            filters.a[1]       | {"query":"x","filters":{"a":["b","\\ud83d"]}}
            body               | {"query":"x","filters":{"\\ud83d":"red"}}
            texts[0]           | {"query":"x","texts":["\\ud800"]}
            unknown.deep       | {"query":"x","unknown":{"deep":"\\ud800"}}
            """)
    void halfASurrogatePairIsRefusedWhereverItStands(String field, String body) throws Exception {
        search(body.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        for (int[] bytes : new int[][] {{0xED, 0xA0, 0x80}, {0xFF}, {0xE2, 0x82}}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("{\"query\":\"".getBytes(StandardCharsets.UTF_8));
            for (int value : bytes) {
                body.write(value);
            }
            body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            search(body.toByteArray())
                    .andExpect(status().isBadRequest())
                    .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.errors[0].field").isNotEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"👗 red", "rote \"Schuhe\" 'da'", "赤いシャツ", "قميص أحمر", "a\u0301", "%00 <script>", "𝒳"})
    void textInAnyScriptIsTaken(String text) throws Exception {
        String body =
                "{\"query\":\"" + text.replace("\"", "\\\"") + "\",\"filters\":{\"" + "k" + "\":[\"" + "v" + "\"]}}";
        search(body.getBytes(StandardCharsets.UTF_8))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.query").value(text));
    }

    @Test
    void aMissingBodyAndAnotherMediaTypeAreToldApart() throws Exception {
        search(new byte[0])
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("body"));
        http.perform(post("/api/search").contentType(MediaType.TEXT_PLAIN).content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("unsupported-media-type"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhetherItTellsItsLengthOrNot() throws Exception {
        byte[] large = ("{\"query\":\"" + "x".repeat(30_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        search(large)
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.errors[0].field").value("body"));
        http.perform(post("/api/search")
                        .contentType(APPLICATION_JSON)
                        .content(large)
                        .with(request -> {
                            request.addHeader("Transfer-Encoding", "chunked");
                            return new MockHttpServletRequest(request.getServletContext()) {
                                {
                                    setMethod("POST");
                                    setRequestURI("/api/search");
                                    setPathInfo("/api/search");
                                    setServletPath("");
                                    setContentType("application/json");
                                    setContent(large);
                                }

                                @Override
                                public long getContentLengthLong() {
                                    return -1;
                                }
                            };
                        }))
                .andExpect(status().isContentTooLarge())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON));
    }

    @Test
    void deeplyNestedJsonIsRefused() throws Exception {
        String body = "{\"query\":\"x\",\"filters\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(501);
        search(body.getBytes(StandardCharsets.UTF_8)).andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, /api/things?limit=ten",
        "limit, /api/things?limit=0",
        "limit, /api/things?limit=1.5",
        "limit, /api/things?limit=99999999999",
        "mode, /api/things?mode=telepathy",
        "id, /api/things/not-a-uuid",
        "q, /api/things?q=%00",
        "q, /api/things?q=%ED%A0%80",
        "q, /api/things?a=b&q=%FF"
    })
    void aParameterThatDoesNotFitIsRefusedByName(String field, String address) throws Exception {
        http.perform(get(URI.create(address)).with(request -> {
                    request.setQueryString(URI.create(address).getRawQuery());
                    return request;
                }))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.errors[0].field").value(field));
    }

    @Test
    void anUnknownPathIs404AndAnotherMethod405() throws Exception {
        http.perform(get("/api/nothing"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value("not-found"));
        http.perform(delete("/api/things").header("Authorization", "Bearer " + WebTest.KEY))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(header().string("Allow", "GET"))
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON));
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyKindOfErrorHasAStatusAndKeepsItsCode(ErrorKind kind) throws Exception {
        http.perform(get("/api/failures/" + kind))
                .andExpect(status().is(Problem.status(kind).value()))
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.code").value(kind == ErrorKind.INTERNAL ? "internal" : "probe-failed"));
    }

    @Test
    void anUnforeseenErrorTellsNothingButTheRequestsId() throws Exception {
        http.perform(get("/api/breaks").header("X-Request-Id", "my-request-7"))
                .andExpect(status().isInternalServerError())
                .andExpect(header().string("X-Request-Id", "my-request-7"))
                .andExpect(jsonPath("$.requestId").value("my-request-7"))
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @Test
    void aDatabaseThatIsAwayIs503() throws Exception {
        http.perform(get("/api/database"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @ParameterizedTest
    @CsvSource({"57P01,503", "08006,503", "53300,503", "XX000,500", "57014,500"})
    void aSessionThatTheDatabaseEndsIs503AndAnErrorInItIs500(String state, int answer) throws Exception {
        http.perform(get("/api/database/" + state))
                .andExpect(status().is(answer))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"OVERLOADED", "UNAVAILABLE"})
    void whatMayWorkLaterSaysWhenToTryAgain(ErrorKind kind) throws Exception {
        http.perform(get("/api/failures/" + kind))
                .andExpect(status().is(kind == ErrorKind.OVERLOADED ? 429 : 503))
                .andExpect(header().string("Retry-After", kind == ErrorKind.OVERLOADED ? "1" : "5"));
    }

    @Test
    void theProblemIsJsonWhateverTheCallerWouldRatherHave() throws Exception {
        String body = http.perform(get("/api/things?limit=0").accept(MediaType.IMAGE_PNG))
                .andExpect(status().is4xxClientError())
                .andExpect(content().contentType(APPLICATION_PROBLEM_JSON))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(body).contains("urn:vitrine:problem:");
    }

    private ResultActions search(byte[] body) throws Exception {
        return http.perform(post("/api/search").contentType(APPLICATION_JSON).content(body));
    }
}
