package io.vitrine.search;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductView;
import io.vitrine.catalogue.Products;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.testing.TestCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a search must do whichever way it compares vectors; a comparison with every vector in Java is the oracle. */
@Import(StubModels.class)
@AutoConfigureMockMvc
@TestInstance(Lifecycle.PER_CLASS)
abstract class SearchBehaviour {

    static final int COUNT = 300;

    /** As the card of stub-a has it. */
    private static final ScoreCalibration CALIBRATION = new ScoreCalibration(20, -1);

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Products products;

    @Autowired
    Models models;

    @Autowired
    IndexedVectors vectors;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    TestCatalogue catalogue;

    private final Map<Long, float[]> known = new HashMap<>();

    @BeforeAll
    void indexACatalogue() {
        catalogue = new TestCatalogue(products, artefacts);
        catalogue.fill("main", COUNT);
        waitForIndex("main");
    }

    void waitForIndex(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> indexer.isCurrent("stub-a", name));
    }

    @Test
    void findsWhatAComparisonWithEveryVectorFinds() {
        for (String query : List.of("red shirt", "👟 sneakers", "it's \"quoted\" \\ %", "红色衬衫", "قميص أحمر")) {
            assertSameAsOracle(query, "", product -> true);
        }
    }

    @Test
    void filtersByAValue() {
        assertSameAsOracle("a", "\"gender\":\"Men\"", product -> is(product, "gender", "Men"));
        assertSameAsOracle("b", "\"baseColour\":\"it's\"", product -> is(product, "baseColour", "it's"));
        assertSameAsOracle(
                "c", "\"baseColour\":\"Größe \\\"42\\\"\"", product -> is(product, "baseColour", "Größe \"42\""));
        assertSameAsOracle("d", "\"year\":2012", product -> is(product, "year", 2012));
        assertSameAsOracle("e", "\"gender\":\"Nobody\"", product -> false);
    }

    @Test
    void filtersByAnyOfSeveralValuesAndByNoneOfThem() {
        Predicate<ProductView> redOrBlue =
                product -> is(product, "baseColour", "Red") || is(product, "baseColour", "Blue");
        assertSameAsOracle("a", "\"baseColour\":[\"Red\",\"Blue\"]", redOrBlue);
        assertSameAsOracle("b", "\"baseColour\":{\"not\":[\"Red\",\"Blue\"]}", redOrBlue.negate());
    }

    @Test
    void filtersByRangesOfNumbersAndOfTextsThatAreNumbers() {
        assertSameAsOracle("a", "\"year\":{\"from\":2012,\"to\":2014}", product -> within(product, "year", 2012, 2014));
        assertSameAsOracle("b", "\"year\":{\"from\":2016.5}", product -> within(product, "year", 2017, 9999));
        assertSameAsOracle(
                "c",
                "\"size\":{\"to\":33}",
                product -> !is(product, "size", TestCatalogue.NO_NUMBER) && within(product, "size", 0, 33));
    }

    @Test
    void meetsAllFiltersAtOnce() {
        assertSameAsOracle(
                "a",
                "\"gender\":[\"Men\",\"Boys\"],\"year\":{\"from\":2013},\"baseColour\":{\"not\":[\"Black\"]}",
                product -> !is(product, "gender", "Women")
                        && within(product, "year", 2013, 9999)
                        && !is(product, "baseColour", "Black"));
    }

    @Test
    void pagesJoinToTheWholeWithoutOverlapAlsoAcrossTies() {
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < COUNT; offset += 7) {
            paged.addAll(
                    ids(search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":7,\"offset\":" + offset + "}")));
        }
        assertThat(paged).isEqualTo(oracle("shoes", product -> true, COUNT));
    }

    @Test
    void ordersEqualScoresByProduct() {
        JsonNode hits =
                search("{\"query\":\"ties\",\"mode\":\"vector\",\"limit\":100}").path("hits");
        int ties = 0;
        for (int i = 1; i < hits.size(); i++) {
            if (hits.get(i).path("score").equals(hits.get(i - 1).path("score"))) {
                ties++;
                assertThat(id(hits.get(i))).isEqualTo(id(hits.get(i - 1)) + 1);
            }
        }
        assertThat(ties).isPositive();
    }

    @Test
    void saysThatNothingIsMissingBeyondTheEnd() {
        JsonNode answer = search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":10,\"offset\":2147483647}");
        assertThat(answer.path("hits").size()).isZero();
        assertThat(answer.path("complete").booleanValue()).isTrue();
    }

    @Test
    void answersInTheShapeOfTheContract() {
        JsonNode answer = search("{\"query\":\"  shoes \",\"limit\":3,\"offset\":2,\"mode\":\"vector\"}");
        assertThat(answer.propertyNames())
                .containsExactlyInAnyOrder(
                        "query", "catalogue", "model", "mode", "exact", "complete", "tookMillis", "hits", "facets");
        assertThat(answer.path("query").stringValue()).isEqualTo("shoes");
        assertThat(answer.path("catalogue").stringValue()).isEqualTo("main");
        assertThat(answer.path("model").stringValue()).isEqualTo("stub-a");
        JsonNode first = answer.path("hits").path(0);
        assertThat(first.path("rank").intValue()).isEqualTo(3);
        assertThat(first.path("product").propertyNames())
                .containsExactlyInAnyOrder("id", "name", "attributes", "imageUrl");
    }

    @Test
    void comparesEveryVectorWhenAsked() {
        JsonNode answer = search("{\"query\":\"shoes\",\"mode\":\"vector\",\"exact\":true,\"limit\":50}");
        assertThat(answer.path("exact").booleanValue()).isTrue();
        assertThat(ids(answer)).isEqualTo(oracle("shoes", product -> true, 50));
    }

    @Test
    void aPicturesOwnProductIsTheNearestToIt() {
        ProductView product = products.find("main", "17").orElseThrow();
        String image = Base64.getEncoder().encodeToString(products.picture(product));
        JsonNode answer = search("{\"image\":\"" + image + "\",\"limit\":5}");
        assertThat(answer.path("query").isNull()).isTrue();
        assertThat(ids(answer)).startsWith("17").hasSize(5);
        assertThat(answer.path("hits").path(0).path("score").doubleValue()).isCloseTo(1, offset(1e-6));
    }

    @Test
    void aProductIsNotSimilarToItselfButToWhatItsPictureIsNearTo() {
        float[] vector = vector("28"); // product 29 has the same picture
        JsonNode answer = search("{\"similarTo\":\"28\",\"limit\":40}");
        assertThat(ids(answer))
                .isEqualTo(oracle(vector, product -> !product.id().equals("28"), 40));
        assertThat(ids(answer)).startsWith("29");
        assertThat(ids(search("{\"similarTo\":\"28\",\"limit\":1,\"filters\":{\"gender\":\"Men\"}}")))
                .isEqualTo(oracle(vector, product -> !product.id().equals("28") && is(product, "gender", "Men"), 1));
    }

    @Test
    void termsAddUpByTheirWeights() {
        float[] dress = StubModels.textVector("stub-a", "dress");
        float[] sleeves = StubModels.textVector("stub-a", "sleeves");
        float[] sum = new float[dress.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = dress[i] - 0.4f * sleeves[i];
        }
        double length = Math.sqrt(dot(sum, sum));
        JsonNode answer =
                search("{\"terms\":[{\"text\":\"dress\"},{\"text\":\"sleeves\",\"weight\":-0.4}],\"limit\":40}");
        assertThat(ids(answer)).isEqualTo(oracle(sum, product -> true, 40));
        float[] best = vector(ids(answer).getFirst());
        assertThat(answer.path("hits").path(0).path("score").doubleValue())
                .isCloseTo(dot(sum, best) / length, offset(1e-5));
    }

    @Test
    void facetsCountWhatOneWouldFindWithEachValueAsAFilter() {
        String filters = "\"gender\":\"Men\",\"year\":{\"from\":2013}";
        JsonNode facets = search(
                        "{\"query\":\"a\",\"mode\":\"vector\",\"limit\":1,\"facets\":[\"gender\",\"baseColour\",\"year\"],"
                                + "\"filters\":{" + filters + "}}")
                .path("facets");
        assertThat(facets.propertyNames()).containsExactly("gender", "baseColour", "year");
        assertThat(counts(facets.path("gender")))
                .isEqualTo(counted("gender", product -> within(product, "year", 2013, 9999)));
        assertThat(counts(facets.path("baseColour")))
                .isEqualTo(counted(
                        "baseColour", product -> is(product, "gender", "Men") && within(product, "year", 2013, 9999)));
        assertThat(counts(facets.path("year"))).isEqualTo(counted("year", product -> is(product, "gender", "Men")));
        assertThat(facets.path("gender")
                        .valueStream()
                        .map(value -> value.path("count").longValue()))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void leavesOutWhatIsLessProbableAndIsCompleteAllTheSame() {
        List<String> expected = oracle("shoes", product -> probability("shoes", product) >= 0.8, COUNT);
        assertThat(expected).hasSizeBetween(8, 90);

        JsonNode answer =
                search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":100,\"minScore\":0.8,\"explain\":true}");

        assertThat(ids(answer)).isEqualTo(expected);
        assertThat(answer.path("complete").booleanValue()).isTrue();
        for (JsonNode hit : answer.path("hits")) {
            double probability = CALIBRATION.probability(hit.path("score").doubleValue());
            assertThat(hit.path("explanation").path("probability").doubleValue())
                    .isBetween(0.8, 1.0)
                    .isCloseTo(probability, offset(1e-9));
        }
    }

    @Test
    void pagesAboveABoundJoinToTheWholeAndTheLastIsComplete() {
        List<String> expected = oracle("shoes", product -> probability("shoes", product) >= 0.8, COUNT);
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset <= expected.size() + 3; offset += 3) {
            JsonNode page = search(
                    "{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":3,\"minScore\":0.8,\"offset\":" + offset + "}");
            assertThat(page.path("complete").booleanValue()).isTrue();
            paged.addAll(ids(page));
        }
        assertThat(paged).isEqualTo(expected);
    }

    @Test
    void nothingIsCertainAndEverythingAtLeastImpossible() {
        assertThat(ids(search("{\"query\":\"shoes\",\"mode\":\"vector\",\"limit\":100,\"minScore\":0}")))
                .isEqualTo(oracle("shoes", product -> true, 100));
        JsonNode certain = search("{\"query\":\"shoes\",\"mode\":\"vector\",\"minScore\":1,\"facets\":[\"gender\"]}");
        assertThat(ids(certain)).isEmpty();
        assertThat(certain.path("complete").booleanValue()).isTrue();
        assertThat(certain.path("facets").path("gender").size()).isZero();
    }

    @Test
    void facetsCountWhatIsProbableEnough() {
        JsonNode facets = search("{\"query\":\"shoes\",\"mode\":\"vector\",\"minScore\":0.8,\"facets\":[\"gender\"]}")
                .path("facets");
        assertThat(counts(facets.path("gender")))
                .isEqualTo(counted("gender", product -> probability("shoes", product) >= 0.8));
    }

    private double probability(String query, ProductView product) {
        float[] vector = byKey().get(product.key());
        return vector == null ? 0 : CALIBRATION.probability(dot(StubModels.textVector("stub-a", query), vector));
    }

    @Test
    void facetsDoNotCountTheProductThatOthersAreToResemble() {
        JsonNode facets =
                search("{\"similarTo\":\"28\",\"facets\":[\"gender\"]}").path("facets");
        assertThat(counts(facets.path("gender")))
                .isEqualTo(counted("gender", product -> !product.id().equals("28")));
    }

    @Test
    void theSharesOfTermsAddUpToTheScore() {
        JsonNode hits = search("{\"terms\":[{\"text\":\"dress\"},{\"text\":\"sleeves\",\"weight\":-0.4}],"
                        + "\"explain\":true,\"limit\":30}")
                .path("hits");
        assertThat(hits.size()).isEqualTo(30);
        for (JsonNode hit : hits) {
            JsonNode terms = hit.path("explanation").path("terms");
            float[] picture = vector(hit.path("product").path("id").stringValue());
            double dress = dot(StubModels.textVector("stub-a", "dress"), picture);
            double sleeves = dot(StubModels.textVector("stub-a", "sleeves"), picture);
            assertThat(terms.path(0).path("text").stringValue()).isEqualTo("dress");
            assertThat(terms.path(0).path("similarity").doubleValue()).isCloseTo(dress, offset(1e-5));
            assertThat(terms.path(1).path("weight").doubleValue()).isEqualTo(-0.4);
            double first = terms.path(0).path("share").doubleValue();
            double second = terms.path(1).path("share").doubleValue();
            assertThat(first + second).isCloseTo(hit.path("score").doubleValue(), offset(1e-5));
            assertThat(second * dress).as("in proportion").isCloseTo(first * -0.4 * sleeves, offset(1e-5));
            assertThat(hit.path("explanation").path("probability").isNull()).isTrue();
        }
    }

    @Test
    void explainsByWhichAttributesItFilteredAndOnlyThoseThatAProductHas() {
        JsonNode hits = search("{\"query\":\"shoes for boys\",\"mode\":\"vector\",\"explain\":true,\"limit\":100,"
                        + "\"filters\":{\"year\":{\"from\":2013},\"baseColour\":{\"not\":[\"Black\"]}}}")
                .path("hits");
        for (JsonNode hit : hits) {
            List<String> expected = new ArrayList<>(List.of("year", "baseColour"));
            if (hit.path("product")
                    .path("attributes")
                    .path("gender")
                    .stringValue()
                    .equals("Boys")) {
                expected.add("gender");
            }
            assertThat(strings(hit.path("explanation").path("matchedAttributes")))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(hit.path("explanation").path("terms").isNull()).isTrue();
        }
    }

    @Test
    void productsWithOnePictureMakeOneHitOnRequest() {
        List<String> expected = new ArrayList<>();
        for (String id : oracle("shoes", product -> true, COUNT)) {
            String twin = Integer.toString(Integer.parseInt(id) - 1);
            if (!id.endsWith("9") || !expected.contains(twin)) {
                expected.add(id);
            }
        }
        List<String> paged = new ArrayList<>();
        for (int offset = 0; offset < COUNT; offset += 37) {
            JsonNode page = search(
                    "{\"query\":\"shoes\",\"mode\":\"vector\",\"collapseDuplicates\":true,\"limit\":37,\"offset\":"
                            + offset + "}");
            assertThat(page.path("complete").booleanValue()).isTrue();
            assertThat(page.path("hits").size()).isEqualTo(Math.clamp(270 - offset, 0, 37));
            for (JsonNode hit : page.path("hits")) {
                int id = id(hit);
                assertThat(strings(hit.path("variants"), "id"))
                        .isEqualTo(id % 10 == 8 ? List.of(Integer.toString(id + 1)) : List.of());
                paged.add(Integer.toString(id));
                assertThat(hit.path("rank").intValue()).isEqualTo(paged.size());
            }
        }
        assertThat(paged).isEqualTo(expected).hasSize(270);
    }

    static List<String> strings(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    static List<String> strings(JsonNode list, String field) {
        return list.valueStream().map(each -> each.path(field).stringValue()).toList();
    }

    private static Map<String, Long> counts(JsonNode values) {
        return values.valueStream()
                .collect(Collectors.toMap(
                        value -> value.path("value").asString(),
                        value -> value.path("count").longValue()));
    }

    private Map<String, Long> counted(String attribute, Predicate<ProductView> passes) {
        Map<String, Long> counts = new HashMap<>();
        products.forEach("main", product -> {
            if (passes.test(product)) {
                counts.merge(String.valueOf(product.attributes().get(attribute)), 1L, Long::sum);
            }
        });
        return counts;
    }

    void assertSameAsOracle(String query, String filters, Predicate<ProductView> passes) {
        String text = json.writeValueAsString(query);
        JsonNode answer =
                search("{\"query\":" + text + ",\"mode\":\"vector\",\"limit\":40,\"filters\":{" + filters + "}}");
        assertThat(ids(answer)).isEqualTo(oracle(query, passes, 40));
        assertThat(answer.path("complete").booleanValue()).isTrue();
    }

    List<String> oracle(String query, Predicate<ProductView> passes, int limit) {
        return oracle(StubModels.textVector("stub-a", query), passes, limit);
    }

    private float[] vector(String id) {
        return Objects.requireNonNull(
                byKey().get(products.find("main", id).orElseThrow().key()));
    }

    List<String> oracle(float[] query, Predicate<ProductView> passes, int limit) {
        Map<Long, float[]> byKey = byKey();
        List<ProductView> passing = new ArrayList<>();
        products.forEach("main", product -> {
            if (passes.test(product) && byKey.containsKey(product.key())) {
                passing.add(product);
            }
        });
        return passing.stream()
                .sorted(comparing(
                                (ProductView product) -> -dot(query, Objects.requireNonNull(byKey.get(product.key()))))
                        .thenComparing(ProductView::key))
                .limit(limit)
                .map(ProductView::id)
                .toList();
    }

    private Map<Long, float[]> byKey() {
        if (known.isEmpty()) {
            vectors.of("stub-a", "main").forEach(each -> known.put(each.productKey(), each.embedding()));
        }
        return known;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    JsonNode search(String body) {
        MvcTestResult result = post(body);
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    MvcTestResult post(String body) {
        return http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    static List<String> ids(JsonNode answer) {
        return answer.path("hits")
                .valueStream()
                .map(hit -> hit.path("product").path("id").stringValue())
                .toList();
    }

    private static int id(JsonNode hit) {
        return Integer.parseInt(hit.path("product").path("id").stringValue());
    }

    private static boolean is(ProductView product, String attribute, Object value) {
        return value.equals(product.attributes().get(attribute));
    }

    private static boolean within(ProductView product, String attribute, int from, int to) {
        BigDecimal value = new BigDecimal(String.valueOf(product.attributes().get(attribute)));
        return value.compareTo(BigDecimal.valueOf(from)) >= 0 && value.compareTo(BigDecimal.valueOf(to)) <= 0;
    }
}
