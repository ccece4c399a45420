package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Search by words, and by words and pictures together. */
@WithPostgres
@Import(StubModels.class)
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.models.bundled=stub-a",
            "vitrine.search.indexing-delay=100ms"
        })
class TextSearchIT {

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @BeforeAll
    void indexACatalogue() {
        products.put(
                "main",
                List.of(
                        draft("running", "Nike Men Red Running Shoes", "Men", "Sports Shoes", 1),
                        draft("sneakers", "Adidas Women White Sneakers", "Women", "Casual Shoes", 2),
                        draft("shirt", "Puma Men Black T-shirt", "Men", "Tshirts", 3),
                        draft("shorts", "Nike Women Black Shorts", "Women", "Shorts", 4),
                        draft("cap", "Nike Unisex Blue Cap", "Unisex", "Caps", null)));
        await().atMost(Duration.ofSeconds(20)).until(() -> indexer.isCurrent("stub-a", "main"));
    }

    private ProductDraft draft(String id, String name, String gender, String kind, @Nullable Integer picture) {
        String hash = picture == null ? null : artefacts.put(TestCatalogue.picture(picture));
        return new ProductDraft(id, name, Map.of("gender", gender, "articleType", kind), hash);
    }

    @Test
    void findsWhatHasTheWordsInAnyForm() {
        JsonNode answer = search("text", "a shoe for running", "");
        assertThat(ids(answer)).containsExactly("running", "sneakers");
        assertThat(answer.path("mode").stringValue()).isEqualTo("text");
        assertThat(answer.path("model").isNull()).isTrue();
        assertThat(answer.path("complete").booleanValue()).isTrue();
        assertThat(answer.path("hits").path(0).path("score").doubleValue()).isCloseTo(1, offset(1e-9));
        assertThat(answer.path("hits").path(1).path("score").doubleValue()).isBetween(0.1, 0.9);
    }

    @Test
    void rareWordsDecideAndProductsWithoutPictureAreFoundToo() {
        assertThat(ids(search("text", "nike cap", ""))).startsWith("cap").hasSize(3);
    }

    @Test
    void typosFindWhatWasMeant() {
        assertThat(ids(search("text", "adiddas sneekers", ""))).containsExactly("sneakers");
        assertThat(ids(search("text", "nkie rnuning", ""))).startsWith("running");
        assertThat(ids(search("hybrid", "adiddas sneekers", ""))).startsWith("sneakers");
    }

    @Test
    void picturesAreComparedWithWhatWasMeantAndTheAnswerSaysIt() {
        JsonNode answer = search("hybrid", "Nkie rnuning shoos", ",\"explain\":true");
        assertThat(answer.path("query").stringValue()).isEqualTo("Nkie rnuning shoos");
        assertThat(answer.path("corrected").stringValue()).isEqualTo("nike running shoes");
        JsonNode right = search("hybrid", "nike running shoes", ",\"explain\":true");
        assertThat(right.has("corrected")).isFalse();
        assertThat(vectorPlaces(answer)).isEqualTo(vectorPlaces(right)).hasSize(5);
    }

    private static Map<String, JsonNode> vectorPlaces(JsonNode answer) {
        return answer.path("hits")
                .valueStream()
                .collect(Collectors.toMap(
                        hit -> hit.path("product").path("id").stringValue(),
                        hit -> hit.path("explanation").path("vector")));
    }

    @Test
    void aWordThatTheModelKnowsIsNoMistake() {
        assertThat(search("hybrid", "sneaker", "").has("corrected")).isFalse();
        assertThat(search("hybrid", "sneeker", "").path("corrected").stringValue())
                .isEqualTo("sneakers");
        assertThat(search("vector", "sneeker", "").has("corrected")).isFalse();
    }

    @Test
    void aNewProductIsFoundByItsWordsAtOnce() {
        products.put("growing", List.of(draft("old", "Plain Scarf", "Women", "Scarves", null)));
        assertThat(ids(search("text", "zebra scarf", ",\"catalogue\":\"growing\"")))
                .containsExactly("old");
        products.put("growing", List.of(draft("new", "Zebra Scarf", "Women", "Scarves", null)));
        assertThat(ids(search("text", "zebra scarf", ",\"catalogue\":\"growing\"")))
                .containsExactly("new", "old");
    }

    @Test
    void filtersAndFacetsWorkOnWhatHasTheWords() {
        JsonNode answer =
                search("text", "nike", ",\"facets\":[\"gender\"],\"filters\":{\"articleType\":{\"not\":[\"Caps\"]}}");
        assertThat(ids(answer)).containsExactly("running", "shorts");
        assertThat(answer.path("facets").path("gender").toString())
                .isEqualTo("[{\"value\":\"Men\",\"count\":1},{\"value\":\"Women\",\"count\":1}]");
    }

    @Test
    void pagesJoinToTheWhole() {
        for (String mode : List.of("text", "hybrid")) {
            List<String> whole = ids(search(mode, "nike black", ""));
            List<String> paged = IntStream.range(0, whole.size())
                    .mapToObj(i -> ids(search(mode, "nike black", ",\"limit\":1,\"offset\":" + i))
                            .getFirst())
                    .toList();
            assertThat(paged).isEqualTo(whole);
        }
    }

    @Test
    void bothTogetherExplainTheirPlaces() {
        JsonNode answer = search("hybrid", "nike cap", ",\"explain\":true");
        assertThat(ids(answer)).hasSize(5);
        assertThat(answer.path("model").stringValue()).isEqualTo("stub-a");
        assertThat(answer.path("complete").booleanValue()).isTrue();
        List<JsonNode> near = answer.path("hits")
                .valueStream()
                .map(hit -> hit.path("explanation").path("vector"))
                .filter(place -> !place.isNull())
                .toList();
        double first = near.stream().mapToDouble(TextSearchIT::score).max().orElseThrow();
        double last = near.stream().mapToDouble(TextSearchIT::score).min().orElseThrow();
        for (JsonNode hit : answer.path("hits")) {
            JsonNode why = hit.path("explanation");
            double closeness = why.path("vector").isNull() ? 0 : (score(why.path("vector")) - last) / (first - last);
            double expected = (Math.pow(score(why.path("text")), 3) + 0.3 * closeness) / 1.3;
            assertThat(hit.path("score").doubleValue()).isCloseTo(expected, offset(1e-9));
        }
        JsonNode cap = find("cap", answer);
        assertThat(cap.path("explanation").path("vector").isNull()).isTrue();
        assertThat(cap.path("explanation").path("text").path("rank").intValue()).isEqualTo(1);
    }

    /** 0 for what stands nowhere. */
    private static double score(JsonNode place) {
        return place.path("score").asDouble(0);
    }

    @Test
    void wordsAreSearchedByBothUnlessAModeIsNamed() {
        assertThat(ids(post("{\"query\":\"nike cap\"}"))).isEqualTo(ids(search("hybrid", "nike cap", "")));
        assertThat(post("{\"query\":\"nike cap\"}").path("mode").stringValue()).isEqualTo("hybrid");
        assertThat(post("{\"similarTo\":\"running\"}").path("mode").stringValue())
                .isEqualTo("vector");
    }

    @Test
    void oneModeAloneExplainsItsPlaceWithTheHitsOwnRankAndScore() {
        JsonNode hits =
                search("vector", "nike", ",\"explain\":true,\"offset\":1").path("hits");
        assertThat(hits.size()).isEqualTo(3);
        for (JsonNode hit : hits) {
            JsonNode place = hit.path("explanation").path("vector");
            assertThat(place.path("rank").intValue()).isEqualTo(hit.path("rank").intValue());
            assertThat(place.path("score")).isEqualTo(hit.path("score"));
            assertThat(hit.path("explanation").path("text").isNull()).isTrue();
        }
    }

    @Test
    void explainsWhichWordsAndAttributesMatchedInAnyFormAndDespiteTypos() {
        for (String mode : List.of("text", "vector", "hybrid")) {
            JsonNode running = find("running", search(mode, "rnuning shoe for men", ",\"explain\":true"));
            assertThat(SearchBehaviour.strings(running.path("explanation").path("matchedWords")))
                    .containsExactly("Men", "Running", "Shoes");
            assertThat(SearchBehaviour.strings(running.path("explanation").path("matchedAttributes")))
                    .containsExactlyInAnyOrder("gender", "articleType");
        }
        JsonNode shirt = find("shirt", search("vector", "blue jeans", ",\"explain\":true"));
        assertThat(shirt.path("explanation").path("matchedWords").size()).isZero();
        assertThat(shirt.path("explanation").path("matchedAttributes").size()).isZero();
    }

    @Test
    void aBoundOnBothLeavesOutWhatItsPictureDoesNotShowAndWhatHasNone() {
        JsonNode all = search("hybrid", "nike cap", ",\"explain\":true");
        assertThat(find("cap", all).path("explanation").path("probability").isNull())
                .isTrue();
        List<Double> probabilities = all.path("hits")
                .valueStream()
                .map(hit -> hit.path("explanation").path("probability"))
                .filter(probability -> !probability.isNull())
                .map(JsonNode::doubleValue)
                .sorted()
                .toList();
        assertThat(probabilities).hasSize(4);
        double between = (probabilities.get(1) + probabilities.get(2)) / 2;

        JsonNode bounded =
                search("hybrid", "nike cap", ",\"explain\":true,\"facets\":[\"gender\"],\"minScore\":" + between);

        List<JsonNode> expected = all.path("hits")
                .valueStream()
                .filter(hit -> hit.path("explanation").path("probability").asDouble(0) > between)
                .toList();
        assertThat(expected).hasSize(2);
        assertThat(ids(bounded))
                .isEqualTo(expected.stream()
                        .map(hit -> hit.path("product").path("id").stringValue())
                        .toList());
        for (int i = 0; i < 2; i++) {
            JsonNode hit = bounded.path("hits").path(i);
            assertThat(hit.path("score")).isEqualTo(expected.get(i).path("score"));
            assertThat(hit.path("explanation").path("text"))
                    .isEqualTo(expected.get(i).path("explanation").path("text"));
        }
        assertThat(bounded.path("complete").booleanValue()).isTrue();
        long counted = bounded.path("facets")
                .path("gender")
                .valueStream()
                .mapToLong(value -> value.path("count").longValue())
                .sum();
        assertThat(counted).isEqualTo(2);
    }

    @Test
    void facetsOfBothCountProductsThatHaveNoPictureToo() {
        JsonNode facets =
                search("hybrid", "nike", ",\"facets\":[\"articleType\"]").path("facets");
        assertThat(SearchBehaviour.strings(facets.path("articleType"), "value"))
                .contains("Caps")
                .hasSize(5);
    }

    private static JsonNode find(String id, JsonNode answer) {
        return answer.path("hits")
                .valueStream()
                .filter(hit -> hit.path("product").path("id").stringValue().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"for the", "👟", "'", "\\", "a' | 'b", "& | ! :* <-> ()", "';drop table product;--", "红色"})
    void textsWithoutAnyWordOfTheCatalogueFindNothingByWords(String text) {
        JsonNode answer = search("text", text, ",\"facets\":[\"gender\"]");
        assertThat(answer.path("hits").size()).isZero();
        assertThat(answer.path("complete").booleanValue()).isTrue();
        assertThat(answer.path("facets").path("gender").size()).isZero();
        assertThat(ids(search("hybrid", text, ""))).hasSize(4);
    }

    private JsonNode search(String mode, String query, String more) {
        return post("{\"query\":" + json.writeValueAsString(query) + ",\"mode\":\"" + mode + "\"" + more + "}");
    }

    private JsonNode post(String body) {
        MvcTestResult result = http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static List<String> ids(JsonNode answer) {
        return SearchBehaviour.ids(answer);
    }
}
