package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.ProductDraft;
import io.vitrine.catalogue.Products;
import io.vitrine.encoders.UnreadablePictureException;
import io.vitrine.models.ActiveModel;
import io.vitrine.models.LoadedModel;
import io.vitrine.models.Models;
import io.vitrine.models.StubModels;
import io.vitrine.models.StubModels.Embedded;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WithPostgres
@Import(StubModels.class)
@AutoConfigureMockMvc
@SpringBootTest(properties = {"vitrine.models.bundled=stub-a", "vitrine.search.indexing-delay=100ms"})
class CaptionIT {

    private static final String MODEL = "stub-a";
    private static final byte[] PICTURE = TestCatalogue.picture(4711);

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Models models;

    @Autowired
    ActiveModel activeModel;

    @Autowired
    Indexer indexer;

    @Autowired
    CaptionSets sets;

    @Autowired
    Embedded embedded;

    @Autowired
    JdbcClient database;

    @Test
    void tellsTheNamesAndValuesThatAComparisonWithAllOfThemFinds() {
        new TestCatalogue(products, artefacts).fill("told", 90);
        waitForIndex("told");
        JsonNode answer = tell("told", ",\"limit\":5");
        assertThat(answer.path("catalogue").stringValue()).isEqualTo("told");
        assertThat(answer.path("model").stringValue()).isEqualTo(MODEL);
        Set<String> names = new TreeSet<>();
        Set<String> colours = new TreeSet<>();
        products.forEach("told", product -> {
            names.add(product.name());
            colours.add(String.valueOf(product.attributes().get("baseColour")));
        });
        assertThat(texts(answer.path("names"), "name")).isEqualTo(oracle(names, 5));
        assertThat(answer.path("attributes").propertyNames())
                .as("without the years, which are numbers")
                .containsExactlyInAnyOrder("gender", "baseColour", "size");
        assertThat(texts(answer.path("attributes").path("baseColour"), "value")).isEqualTo(oracle(colours, 5));
        assertThat(answer.path("names").path(0).path("score").doubleValue())
                .isCloseTo(score(oracle(names, 1).getFirst()), offset(1e-5));
    }

    @Test
    void tellsTenUnlessAskedForMoreOrFewer() {
        new TestCatalogue(products, artefacts).fill("limited", 30);
        waitForIndex("limited");
        assertThat(tell("limited", "").path("names").size()).isEqualTo(10);
        assertThat(tell("limited", ",\"limit\":100").path("names").size()).isEqualTo(30);
    }

    @Test
    void embedsOnlyWhatIsNewAndForgetsWhatIsGone() {
        TestCatalogue catalogue = new TestCatalogue(products, artefacts);
        catalogue.fill("growing", 40);
        waitForIndex("growing");
        int before = embedded.texts();
        catalogue.add("growing", "new", 777);
        products.remove("growing", "3");
        products.put("growing", List.of(new ProductDraft("wordless", "Product 777", Map.of("mood", "Calm"), null)));
        waitForIndex("growing");
        assertThat(embedded.texts() - before).as("a name and a value").isEqualTo(2);
        JsonNode answer = tell("growing", ",\"limit\":100");
        assertThat(texts(answer.path("names"), "name"))
                .hasSize(40)
                .contains("Product 777")
                .doesNotContain("Product 3");
        assertThat(texts(answer.path("attributes").path("mood"), "value")).containsExactly("Calm");
    }

    @Test
    void leavesOutAttributesThatHaveAValueForEveryProduct() {
        List<ProductDraft> drafts = new ArrayList<>();
        for (int i = 0; i <= CaptionSets.MOST_VALUES; i++) {
            Map<String, Object> attributes = Map.of("sku", "SKU " + i, "gender", "Men", "blank", " ", "sold", true);
            drafts.add(new ProductDraft(Integer.toString(i), "Same name", attributes, null));
        }
        products.put("coded", drafts);
        waitForIndex("coded");
        JsonNode answer = tell("coded", "");
        assertThat(answer.path("attributes").propertyNames()).containsExactly("gender");
        assertThat(texts(answer.path("names"), "name")).containsExactly("Same name");
    }

    @Test
    void takesNamesOfAnyLengthAndScript() {
        String random = IntStream.range(0, 990)
                .mapToObj(i -> Character.toString(0x4e00 + (i * 7919) % 20000))
                .reduce("", String::concat);
        List<String> names = List.of(random, "it's \"quoted\" \\ %", "قميص أحمر", "👟", "{a,b}");
        List<ProductDraft> drafts = new ArrayList<>();
        for (String name : names) {
            drafts.add(new ProductDraft("p" + drafts.size(), name, Map.of(), null));
        }
        products.put("script", drafts);
        waitForIndex("script");
        assertThat(texts(tell("script", "").path("names"), "name")).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void saysThatItIsNotReadyUntilAllNamesHaveBeenEmbedded() {
        new TestCatalogue(products, artefacts).fill("half", 10);
        waitForIndex("half");
        CaptionSet set = sets.find(MODEL, "half").orElseThrow();
        database.sql("update caption_set set complete_at = null where id = :id")
                .param("id", set.id())
                .update();
        MvcTestResult result = post(body("half", ""));
        assertThat(result).hasStatus(503).headers().containsHeader("Retry-After");
        assertThat(json.readTree(result.getResponse().getContentAsByteArray())
                        .path("code")
                        .stringValue())
                .isEqualTo("captions-not-ready");
        sets.markComplete(set);
        assertThat(post(body("half", ""))).hasStatusOk();
    }

    @Test
    void aDeletedModelsTextsAreDeletedWithIt() {
        new TestCatalogue(products, artefacts).fill("outlived", 10);
        waitForIndex("outlived");
        StubModels.register(models, "stub-short", "");
        CaptionSet set = sets.findOrCreate("stub-short", "outlived");
        sets.add(set, List.of(new CaptionText("", "Shirt")), new float[][] {StubModels.textVector("stub-short", "x")});
        models.delete("stub-short");
        assertThat(sets.find("stub-short", "outlived")).isEmpty();
        assertThat(database.sql("select count(*) from caption where caption_set = :id")
                        .param("id", set.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                   | image
                    {"image":null}                       | image
                    {"image":""}                         | image
                    {"image":"?"}                        | image
                    {"image":5}                          | image
                    {"image":"AAAA"}                     | image
                    {"image":"AAAA","limit":0}           | limit
                    {"image":"AAAA","limit":101}         | limit
                    {"image":"AAAA","limit":"5"}         | limit
                    {"image":"AAAA","catalogue":"None"}  | catalogue
                    {"image":"AAAA","catalogue":"none"}  | catalogue
                    {"image":"AAAA","query":"shirt"}     | query
                    """)
    void refusesWhatItCannotTellAndNamesTheField(String body, String field) {
        new TestCatalogue(products, artefacts).fill("main", 3);
        waitForIndex("main");
        MvcTestResult result = post(body);
        assertThat(result).hasStatus(400);
        JsonNode problem = json.readTree(result.getResponse().getContentAsByteArray());
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo(field);
    }

    private List<String> oracle(Set<String> texts, int limit) {
        return texts.stream()
                .sorted(Comparator.comparingDouble(text -> -score(text)))
                .limit(limit)
                .toList();
    }

    private double score(String text) {
        float[] picture = activeModel.<float[]>lease(CaptionIT::vector);
        float[] vector = StubModels.textVector(MODEL, text);
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * picture[i];
        }
        return sum;
    }

    private static float[] vector(LoadedModel model) {
        try {
            return model.embedPicture(model.preprocessing().read(PICTURE));
        } catch (UnreadablePictureException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void waitForIndex(String name) {
        await().atMost(Duration.ofSeconds(20)).until(() -> indexer.isCurrent(MODEL, name));
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(each -> each.path(field).stringValue()).toList();
    }

    private JsonNode tell(String catalogue, String more) {
        MvcTestResult result = post(body(catalogue, more));
        assertThat(result).hasStatusOk();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static String body(String catalogue, String more) {
        String image = Base64.getEncoder().encodeToString(PICTURE);
        return "{\"image\":\"" + image + "\",\"catalogue\":\"" + catalogue + "\"" + more + "}";
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/captions")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
