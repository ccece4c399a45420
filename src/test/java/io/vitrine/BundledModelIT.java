package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.testing.WithPostgres;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a newcomer sees first: the bundled model on the drawn sample catalogue, indexed by itself after the first start. */
@WithPostgres(sampleCatalogue = true)
@AutoConfigureMockMvc
@SpringBootTest(properties = "vitrine.models.bundled=vitrine-mini-4")
class BundledModelIT {

    /** A phrase in other words than the names, and the attribute values that a right answer has. */
    private record Phrase(String text, String gender, String baseColour, String articleType) {}

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("blue tee for guys", "Men", "Blue", "Tshirts"),
            new Phrase("ladies' black tee", "Women", "Black", "Tshirts"),
            new Phrase("yellow tee for a boy", "Boys", "Yellow", "Tshirts"),
            new Phrase("pink tee for my daughter", "Girls", "Pink", "Tshirts"),
            new Phrase("a purple blouse for her", "Women", "Purple", "Shirts"),
            new Phrase("gents' green button-down", "Men", "Green", "Shirts"),
            new Phrase("white denim for men", "Men", "White", "Jeans"),
            new Phrase("ladies' black denim jeans", "Women", "Black", "Jeans"),
            new Phrase("grey chinos for him", "Men", "Grey", "Trousers"),
            new Phrase("short pants for guys in blue", "Men", "Blue", "Shorts"),
            new Phrase("red frock for ladies", "Women", "Red", "Dresses"),
            new Phrase("little girls' white dress", "Girls", "White", "Dresses"),
            new Phrase("green skirt for ladies", "Women", "Green", "Skirts"),
            new Phrase("long ethnic tunic kurta for men in orange", "Men", "Orange", "Kurtas"),
            new Phrase("blue kurta for ladies", "Women", "Blue", "Kurtas"),
            new Phrase("brown sneakers for guys", "Men", "Brown", "Casual Shoes"),
            new Phrase("running trainers in black for men", "Men", "Black", "Sports Shoes"),
            new Phrase("stilettos in red", "Women", "Red", "Heels"),
            new Phrase("a purse in green for ladies", "Women", "Green", "Handbags"),
            new Phrase("gents' wristwatch in black", "Men", "Black", "Watches"));

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Test
    void isSearchableAsSoonAsItIsReady() {
        assertThat(post("shirt")).hasStatusOk();
    }

    @Test
    void findsRedMensTshirts() {
        List<JsonNode> hits = search("red men's t-shirt");

        assertThat(hits).hasSizeGreaterThanOrEqualTo(10);
        assertThat(hits.subList(0, 5))
                .allSatisfy(hit -> assertThat(matches(hit, "Men", "Red", "Tshirts"))
                        .as(hit.toString())
                        .isTrue());
    }

    @Test
    void findsWhatOtherWordsMean() {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (Phrase phrase : PHRASES) {
            int found = 0;
            for (JsonNode hit : search(phrase.text()).subList(0, 5)) {
                found += matches(hit, phrase.gender(), phrase.baseColour(), phrase.articleType()) ? 1 : 0;
            }
            right += found;
            if (found < 5) {
                wrong.add(phrase.text() + " " + found + "/5");
            }
        }
        assertThat(right / (double) PHRASES.size())
                .as("right of the first five; below five: %s", wrong)
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void tellsWhatAPictureShows() throws Exception {
        JsonNode shirt = search("red men's t-shirt").getFirst().path("product");
        byte[] picture = http.get()
                .uri(shirt.path("imageUrl").stringValue())
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        String body =
                json.writeValueAsString(Map.of("image", Base64.getEncoder().encodeToString(picture), "limit", 5));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> tell(body).getResponse().getStatus() == 200);
        JsonNode answer = json.readTree(tell(body).getResponse().getContentAsString());

        List<String> names = answer.path("names")
                .valueStream()
                .map(name -> name.path("name").stringValue())
                .toList();
        assertThat(names).hasSize(5);
        assertThat(names.subList(0, 3))
                .as(answer.toString())
                .allMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*\\bred\\b.*t-?shirt.*"));
        assertThat(bestValue(answer, "articleType")).as(answer.toString()).isEqualTo("Tshirts");
        assertThat(bestValue(answer, "baseColour")).as(answer.toString()).isEqualTo("Red");
    }

    private static String bestValue(JsonNode answer, String attribute) {
        return answer.path("attributes").path(attribute).path(0).path("value").asString();
    }

    private MvcTestResult tell(String body) {
        return http.post()
                .uri("/api/captions")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static boolean matches(JsonNode hit, String gender, String baseColour, String articleType) {
        JsonNode attributes = hit.path("product").path("attributes");
        return attributes.path("gender").asString().equals(gender)
                && attributes.path("baseColour").asString().equals(baseColour)
                && attributes.path("articleType").asString().equals(articleType);
    }

    private List<JsonNode> search(String query) {
        MvcTestResult result = post(query);
        assertThat(result).hasStatusOk();
        try {
            return json.readTree(result.getResponse().getContentAsString())
                    .path("hits")
                    .valueStream()
                    .toList();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MvcTestResult post(String query) {
        return http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.writeValueAsString(Map.of("query", query, "mode", "vector")))
                .exchange();
    }
}
