package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.catalogue.sources.TinyPictures;
import io.vitrine.testing.WithPostgres;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@WithPostgres
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"vitrine.web.admin-key=" + ImportClient.KEY, "vitrine.catalogue.sample.enabled=false"})
class ImportIT {
    private static final String HEADER =
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n";

    @TempDir
    static Path allowed;

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    JdbcClient database;

    private RestTestClient http = RestTestClient.bindToServer().build();

    @DynamicPropertySource
    static void allowTheDirectory(DynamicPropertyRegistry registry) {
        registry.add("vitrine.catalogue.allowed-locations", () -> allowed.toString());
    }

    @BeforeAll
    static void writeACatalogueWithEveryFault() throws IOException {
        Path images = Files.createDirectories(allowed.resolve("shop/images"));
        Files.writeString(allowed.resolve("shop/styles.csv"), HEADER + """
                1,Men,Apparel,Topwear,Tshirts,Red,Summer,2012,Casual,Red Shirt, with a comma
                2,Women,Apparel,Topwear,Kurtas,NA,,2011,NA,Grey Kurta
                3,Men,Apparel,Topwear,Tshirts,Blue,Fall,2013,Casual,No Picture
                1,Men,Apparel,Topwear,Tshirts,Red,Summer,2012,Casual,Again
                4,Men,Apparel
                5,Women,Accessories,Bags,Clutches,Maroon,Summer,2012,Casual,NA
                6,Men,Apparel,Topwear,Tshirts,Blue,Fall,2013,Casual,Cut Off
                7,Men,Apparel,Topwear,Tshirts,Blue,Fall,2013,Casual,Not A Picture
                a;b,Men,Apparel,Topwear,Tshirts,Blue,Fall,2013,Casual,Unfit Id
                """);
        Files.write(images.resolve("1.jpg"), TinyPictures.jpeg(Color.RED));
        Files.write(images.resolve("2.jpg"), TinyPictures.encoded("jpg", 53, 80, BufferedImage.TYPE_BYTE_GRAY));
        Files.write(images.resolve("5.jpg"), TinyPictures.encoded("jpg", 61, 7, BufferedImage.TYPE_INT_RGB));
        Files.write(images.resolve("6.jpg"), TinyPictures.truncated(TinyPictures.jpeg(Color.BLUE)));
        Files.writeString(images.resolve("7.jpg"), "<html>");
    }

    @BeforeEach
    void connectAndEmptyTheTable() {
        http = ImportClient.http(port);
        database.sql("DELETE FROM product").update();
    }

    @Test
    void takesWhatIsSoundAndSaysWhatItSkipped() {
        JsonNode report = importDirectory("main");

        assertThat(report.path("rows").asInt()).isEqualTo(9);
        assertThat(report.path("taken").asInt()).isEqualTo(3);
        assertThat(report.path("added").asInt()).isEqualTo(3);
        assertThat(report.path("namedFromAttributes").asInt()).isEqualTo(1);
        JsonNode skipped = report.path("skipped");
        assertThat(skipped.path("total").asInt()).isEqualTo(6);
        assertThat(skipped.path("reasons").toString())
                .contains("\"missing-picture\":1", "\"duplicate-id\":1", "\"malformed-row\":1")
                .contains("\"unreadable-picture\":2", "\"invalid-value\":1");
        assertThat(skipped.path("examples").path(0).path("line").asInt()).isEqualTo(4);
        assertThat(skipped.path("examples").path(0).path("id").asString()).isEqualTo("3");
    }

    @Test
    void storesTheColumnsAsAttributes() {
        importDirectory("main");

        ProductView shirt = products.find("main", "1").orElseThrow();
        assertThat(shirt.name()).isEqualTo("Red Shirt, with a comma");
        assertThat(shirt.attributes())
                .containsEntry("gender", "Men")
                .containsEntry("year", 2012)
                .hasSize(8);
        assertThat(products.picture(shirt)).isEqualTo(TinyPictures.jpeg(Color.RED));
        assertThat(products.find("main", "2").orElseThrow().attributes())
                .doesNotContainKeys("baseColour", "season", "usage");
        assertThat(products.find("main", "5").orElseThrow().name()).isEqualTo("Women Maroon Clutches");
        assertThat(products.attributeTypes("main"))
                .hasSize(8)
                .containsEntry("baseColour", Set.of(AttributeType.TEXT))
                .containsEntry("year", Set.of(AttributeType.NUMBER));
    }

    @Test
    void changesNothingTheSecondTime() {
        importDirectory("main");
        List<String> before = rowVersions();

        JsonNode report = importDirectory("main");

        assertThat(report.path("unchanged").asInt()).isEqualTo(3);
        assertThat(report.path("added").asInt() + report.path("updated").asInt())
                .isZero();
        assertThat(rowVersions()).isEqualTo(before);
    }

    @Test
    void updatesWhatChangedAndKeepsItsKey() {
        importDirectory("main");
        long key = products.find("main", "1").orElseThrow().key();
        products.put("main", List.of(new ProductDraft("1", "Another Name", Map.of(), null)));

        JsonNode report = importDirectory("main");

        assertThat(report.path("updated").asInt()).isEqualTo(1);
        assertThat(report.path("unchanged").asInt()).isEqualTo(2);
        assertThat(products.find("main", "1").orElseThrow().key()).isEqualTo(key);
        assertThat(products.find("main", "1").orElseThrow().name()).isEqualTo("Red Shirt, with a comma");
    }

    @Test
    void importsAnArchive() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream output = new ZipOutputStream(zip)) {
            for (String name : List.of("styles.csv", "images/1.jpg", "images/2.jpg")) {
                output.putNextEntry(new ZipEntry("data/" + name));
                output.write(Files.readAllBytes(allowed.resolve("shop").resolve(name)));
            }
        }

        JsonNode report = upload("application/zip", zip.toByteArray()).path("result");

        assertThat(report.path("taken").asInt()).isEqualTo(2);
        assertThat(products.count("uploaded")).isEqualTo(2);
    }

    @Test
    void saysWhyAnArchiveIsRefused() {
        JsonNode job = upload("application/zip", "no archive".getBytes(StandardCharsets.UTF_8));

        assertThat(job.path("status").asString()).isEqualTo("FAILED");
        assertThat(job.path("failure").path("message").asString()).contains("is not a zip");
    }

    @Test
    void importsOneProductPerLine() {
        String picture = Base64.getEncoder().encodeToString(TinyPictures.jpeg(Color.RED));
        String lines = """
                {"id":"a","name":"A Red Thing","attributes":{"baseColour":"Red"},"picture":"%s"}
                {"id":"b","name":"Broken","attributes":{"baseColour":["Red"]}}
                {"id":"c","name":"\\ud800"}
                """.formatted(picture);

        JsonNode report = upload("application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8))
                .path("result");

        assertThat(report.path("taken").asInt()).isEqualTo(1);
        assertThat(report.path("skipped").path("total").asInt()).isEqualTo(2);
        assertThat(products.find("uploaded", "a").orElseThrow().pictureHash()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                            | location",
                "{\"location\":\"/etc\"}                       | location",
                "{\"location\":7}                              | location",
                "{\"location\":\"/\",\"catalogue\":\"Big One\"} | catalogue",
                "{\"location\":\"/\",\"speed\":1}              | speed"
            })
    void refusesAnImportAndNamesTheField(String body, String field) {
        http.post()
                .uri("/api/catalogue-imports")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void startsAnImportOnlyWithTheKey() {
        RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .post()
                .uri("/api/catalogue-imports")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private JsonNode importDirectory(String catalogue) {
        return new ImportClient(http)
                .run("", MediaType.APPLICATION_JSON, Map.of("catalogue", catalogue, "location", allowed.toString()))
                .path("result");
    }

    private JsonNode upload(String type, byte[] body) {
        return new ImportClient(http).run("?catalogue=uploaded", MediaType.parseMediaType(type), body);
    }

    /** The system column xmin names the transaction that wrote a row last. */
    private List<String> rowVersions() {
        return database.sql("SELECT id || ' ' || xmin || ' ' || updated_at FROM product ORDER BY id")
                .query(String.class)
                .list();
    }
}
