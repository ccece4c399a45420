package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.models.StubModels;
import io.vitrine.testing.WithPostgres;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithPostgres
@Import(StubModels.class)
@AutoConfigureMockMvc
@SpringBootTest(properties = {"vitrine.catalogue.sample.enabled=false", "vitrine.models.bundled=stub-a"})
class EmbeddingIT {

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Test
    void embedsTextsInTheirOrder() {
        JsonNode answer = embed("{\"texts\":[\"red\",\" blue \"]}");
        assertThat(answer.path("model").stringValue()).isEqualTo("stub-a");
        assertThat(answer.path("dimensions").intValue()).isEqualTo(128);
        assertThat(answer.path("embeddings").size()).isEqualTo(2);
        assertVector(answer.path("embeddings").path(0), StubModels.textVector("stub-a", "red"));
        assertVector(answer.path("embeddings").path(1), StubModels.textVector("stub-a", "blue"));
    }

    @Test
    void embedsPicturesAsUnitVectors() throws IOException {
        String black = picture(0x000000);
        String white = picture(0xffffff);
        JsonNode vectors = embed("{\"images\":[\"" + black + "\",\"" + white + "\",\"" + black + "\"]}")
                .path("embeddings");
        assertThat(vectors.size()).isEqualTo(3);
        assertThat(vectors.path(2)).isEqualTo(vectors.path(0)).isNotEqualTo(vectors.path(1));
        double squares = vectors.path(0)
                .valueStream()
                .mapToDouble(value -> value.doubleValue() * value.doubleValue())
                .sum();
        assertThat(squares).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                     | texts
                    {"texts":[]}                           | texts
                    {"texts":"red"}                        | texts
                    {"texts":["red",""]}                   | texts[1]
                    {"texts":["red",null]}                 | texts[1]
                    {"texts":["red"],"images":["AAAA"]}    | images
                    {"images":[]}                          | images
                    {"images":["AAAA","?"]}                | images[1]
                    {"images":["AAAA"]}                    | images[0]
                    {"pictures":["AAAA"]}                  | pictures
                    """)
    void refusesWhatItCannotEmbedAndNamesTheField(String body, String field) {
        assertRefused(body, field);
    }

    @Test
    void refusesMoreThanOneCallOfTheEngineTakes() {
        String texts = String.join(
                ",",
                IntStream.rangeClosed(0, EmbeddingController.MOST_AT_ONCE)
                        .mapToObj(i -> "\"" + i + "\"")
                        .toList());
        assertRefused("{\"texts\":[" + texts + "]}", "texts");
    }

    private void assertRefused(String body, String field) {
        MvcTestResult result = post(body);
        assertThat(result).hasStatus(400);
        JsonNode problem = json.readTree(result.getResponse().getContentAsByteArray());
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo(field);
    }

    private static void assertVector(JsonNode vector, float[] expected) {
        assertThat(vector.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(vector.path(i).doubleValue()).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static String picture(int colour) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, colour);
        image.setRGB(0, 0, 0x808080);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private JsonNode embed(String body) {
        MvcTestResult result = post(body);
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/embeddings")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
