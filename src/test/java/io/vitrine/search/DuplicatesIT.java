package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import io.vitrine.models.StubModels;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Products that are the same to a shopper, as one hit. */
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
class DuplicatesIT {

    private static final int COPIES = 80;

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
    void indexCatalogues() {
        products.put(
                "shop",
                List.of(
                        draft("red-1", "Nike Men Red Shoes", Map.of("size", "M", "colour", "Red"), 1),
                        draft("red-2", "Nike Men Red Shoes", Map.of("size", "L", "colour", "Red"), 1),
                        draft("red-3", "nike men, RED-SHOES", Map.of("size", "M", "sole", 3), 2),
                        draft("red-4", "Shoes red: Nike Men", Map.of("size", "S", "colour", "Red"), null),
                        draft("linked", "Campus Sneaker Shoes", Map.of("size", "M"), 2),
                        draft("blue", "Nike Men Blue Shoes", Map.of("size", "M"), 3),
                        draft("shoe-1", "👟", Map.of("size", "M"), 4),
                        draft("shoe-2", "👟👟", Map.of("size", "M"), 5)));
        List<ProductDraft> echoes = new ArrayList<>();
        for (int i = 0; i < 5 * COPIES; i++) {
            echoes.add(draft("e" + i, "Echo " + i, Map.of("copy", i / 5), 10 + i % 5));
        }
        products.put("echo", echoes);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> indexer.isCurrent("stub-a", "shop") && indexer.isCurrent("stub-a", "echo"));
    }

    private ProductDraft draft(String id, String name, Map<String, Object> attributes, @Nullable Integer picture) {
        String hash = picture == null ? null : artefacts.put(TestCatalogue.picture(picture));
        return new ProductDraft(id, name, attributes, hash);
    }

    /** The hits are few among many copies of the first, so that the ranking must be read deeper more than once. */
    @Test
    void asManyHitsComeBackAsWereAskedForWhenAsManyExist() {
        JsonNode three = search("echo", "a", "vector", ",\"limit\":3");
        assertThat(three.path("hits").size()).isEqualTo(3);
        assertThat(three.path("complete").booleanValue()).isTrue();

        JsonNode all = search("echo", "a", "vector", ",\"limit\":20");
        assertThat(all.path("hits").size()).isEqualTo(5);
        assertThat(all.path("complete").booleanValue()).isTrue();
        assertThat(ids(all).subList(0, 3)).isEqualTo(ids(three));
        for (JsonNode hit : all.path("hits")) {
            assertThat(hit.path("variants").size()).as("no more than 50").isEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "text", "hybrid"})
    void pagesNeitherOverlapNorLoseAnything(String mode) {
        for (String query : List.of("nike red shoes", "campus")) {
            List<String> whole = ids(search("shop", query, mode, ""));
            List<String> paged = new ArrayList<>();
            for (int offset = 0; offset <= whole.size(); offset++) {
                JsonNode page = search("shop", query, mode, ",\"limit\":1,\"offset\":" + offset);
                assertThat(page.path("complete").booleanValue()).isTrue();
                paged.addAll(ids(page));
            }
            assertThat(whole).isNotEmpty();
            assertThat(paged).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "text", "hybrid"})
    void everyProductThatIsFoundIsAHitOrTheVariantOfOne(String mode) {
        JsonNode plain = http("shop", "nike red shoes", mode, "");
        Set<String> expected = new HashSet<>(ids(plain));
        List<String> shown = new ArrayList<>();
        search("shop", "nike red shoes", mode, "").path("hits").forEach(hit -> {
            shown.add(hit.path("product").path("id").stringValue());
            shown.addAll(SearchBehaviour.strings(hit.path("variants"), "id"));
        });
        assertThat(shown).doesNotHaveDuplicates().hasSameElementsAs(expected);
        assertThat(plain.path("hits").path(0).path("variants").isNull()).isTrue();
    }

    @Test
    void namesOfTheSameWordsAreTheSameAndTheBestStandsForThem() {
        JsonNode answer = search("shop", "nike men red shoes", "text", "");
        JsonNode red = answer.path("hits").path(0);
        assertThat(red.path("product").path("id").stringValue()).isEqualTo("red-1");
        assertThat(SearchBehaviour.strings(red.path("variants"), "id"))
                .as("'linked' has a picture of a variant, not of the hit")
                .containsExactly("red-2", "red-3", "red-4");
        assertThat(ids(answer)).containsExactly("red-1", "blue", "linked");
    }

    @Test
    void variantsShowWhatIsDifferent() {
        JsonNode variants = search("shop", "nike men red shoes", "text", "")
                .path("hits")
                .path(0)
                .path("variants");
        assertThat(variants.path(0).path("name").stringValue()).isEqualTo("Nike Men Red Shoes");
        assertThat(variants.path(0).path("attributes").toString()).isEqualTo("{\"size\":\"L\"}");
        assertThat(variants.path(0).path("imageUrl").stringValue())
                .isEqualTo("/api/catalogues/shop/products/red-2/image");
        assertThat(variants.path(1).path("attributes")).isEqualTo(json.readTree("{\"colour\":null,\"sole\":3}"));
        assertThat(variants.path(2).path("imageUrl").isNull()).isTrue();
    }

    @Test
    void variantsMeetTheFiltersAndTheBoundAsHitsDo() {
        JsonNode medium = search("shop", "nike men red shoes", "text", ",\"filters\":{\"size\":\"M\"}");
        assertThat(SearchBehaviour.strings(medium.path("hits").path(0).path("variants"), "id"))
                .containsExactly("red-3");
        List<Double> probabilities = new ArrayList<>();
        http("shop", "nike", "vector", ",\"explain\":true")
                .path("hits")
                .forEach(hit -> probabilities.add(
                        hit.path("explanation").path("probability").doubleValue()));
        for (double bound : probabilities) {
            List<String> shown = new ArrayList<>();
            search("shop", "nike", "vector", ",\"minScore\":" + bound * (1 - 1e-9))
                    .path("hits")
                    .forEach(hit -> {
                        shown.add(hit.path("product").path("id").stringValue());
                        shown.addAll(SearchBehaviour.strings(hit.path("variants"), "id"));
                    });
            assertThat(shown).hasSize((int)
                    probabilities.stream().filter(each -> each >= bound).count());
        }
    }

    @Test
    void namesWithoutAnyWordAreTheSameOnlyWhenTheyAreEqual() {
        assertThat(ids(search("shop", "a", "vector", ""))).contains("shoe-1", "shoe-2");
    }

    @Test
    void whatResemblesAProductIsCollapsedToo() {
        JsonNode answer = post("{\"similarTo\":\"red-1\",\"catalogue\":\"shop\",\"collapseDuplicates\":true}");
        assertThat(ids(answer)).startsWith("red-2").doesNotContain("red-1", "red-3");
        assertThat(SearchBehaviour.strings(answer.path("hits").path(0).path("variants"), "id"))
                .containsExactly("red-3");
    }

    @Test
    void facetsCountProductsAndNotHits() {
        JsonNode facets = search("shop", "nike men red shoes", "text", ",\"facets\":[\"colour\"]")
                .path("facets");
        assertThat(facets.path("colour").toString()).isEqualTo("[{\"value\":\"Red\",\"count\":3}]");
    }

    private JsonNode search(String catalogue, String query, String mode, String more) {
        return http(catalogue, query, mode, ",\"collapseDuplicates\":true" + more);
    }

    private JsonNode http(String catalogue, String query, String mode, String more) {
        return post("{\"query\":\"" + query + "\",\"catalogue\":\"" + catalogue + "\",\"mode\":\"" + mode + "\"" + more
                + "}");
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
