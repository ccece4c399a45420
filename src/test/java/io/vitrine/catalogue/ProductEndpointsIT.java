package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.catalogue.sources.TinyPictures;
import io.vitrine.testing.WithPostgres;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@WithPostgres
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"vitrine.web.admin-key=" + ImportClient.KEY, "vitrine.catalogue.sample.enabled=false"})
class ProductEndpointsIT {

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    Pictures pictures;

    @Autowired
    JdbcClient database;

    private RestTestClient http = RestTestClient.bindToServer().build();

    @BeforeEach
    void connectAndEmptyTheTable() {
        http = ImportClient.http(port);
        database.sql("DELETE FROM product").update();
    }

    @Test
    void listsCataloguesAndTheirProductsPageByPage() {
        fill();

        http.get().uri("/api/catalogues").exchange().expectBody().json("""
                {"items":[{"name":"main","products":3,"isDefault":true}],"total":1}""");
        http.get()
                .uri("/api/catalogues/main/products?offset=1&limit=1")
                .exchange()
                .expectBody()
                .json("""
                {"items":[{"id":"2","name":"Grey Kurta","imageUrl":"/api/catalogues/main/products/2/image"}],"total":3}""");
        http.get()
                .uri("/api/catalogues/main/products?offset=9")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/catalogues/none/products, 404",
        "/api/catalogues/None/products, 400",
        "/api/catalogues/main/products?limit=0, 400",
        "/api/catalogues/main/products?limit=ten, 400",
        "/api/catalogues/main/products?offset=-1, 400",
        "/api/catalogues/main/products/none, 404",
        "/api/catalogues/main/products/none/image, 404"
    })
    void answersWithAProblemWhereThereIsNothing(String address, int status) {
        http.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void servesThePictureAndKnowsWhenTheCallerHasIt() {
        fill();
        String address = "/api/catalogues/main/products/1/image";

        var first = http.get().uri(address).exchange().expectStatus().isOk().returnResult(byte[].class);

        assertThat(first.getResponseBody()).isEqualTo(TinyPictures.jpeg(Color.RED));
        assertThat(first.getResponseHeaders().getContentType()).isEqualTo(MediaType.IMAGE_JPEG);
        assertThat(first.getResponseHeaders().getCacheControl()).isEqualTo("max-age=600, public");
        assertThat(first.getResponseHeaders().getFirst("X-Content-Type-Options"))
                .isEqualTo("nosniff");
        String etag = Objects.requireNonNull(first.getResponseHeaders().getETag());
        http.get()
                .uri(address)
                .header("If-None-Match", etag)
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void servesThumbnailsThatCachesMayKeep() {
        String picture = pictures.keepOwn(TinyPictures.encoded("jpg", 600, 800, BufferedImage.TYPE_INT_RGB));
        products.put("main", List.of(new ProductDraft("1", "Red Shirt", Map.of(), picture)));
        String address = "/api/catalogues/main/products/1/image?width=";
        Set<String> etags = new HashSet<>();
        for (int width : List.of(120, 240, 480)) {
            var answer = http.get()
                    .uri(address + width)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .returnResult(byte[].class);
            HttpHeaders headers = answer.getResponseHeaders();
            assertThat(headers.getContentType()).isEqualTo(MediaType.IMAGE_JPEG);
            assertThat(headers.getCacheControl()).isEqualTo("max-age=600, public");
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            String etag = Objects.requireNonNull(headers.getETag());
            assertThat(etag).contains(picture);
            assertThat(etags.add(etag)).isTrue();
            http.get()
                    .uri(address + width)
                    .header("If-None-Match", etag)
                    .exchange()
                    .expectStatus()
                    .isNotModified();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "121", "-120", "1e2", "", "120px", "../../etc/passwd", "99999999999", "120&width=240"})
    void refusesOtherWidthsAndNamesTheField(String width) {
        fill();
        http.get()
                .uri(URI.create("http://localhost:" + port + "/api/catalogues/main/products/1/image?width=" + width))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("width");
    }

    @Test
    void aProductWithoutAPictureHasNoThumbnail() {
        fill();
        http.get()
                .uri("/api/catalogues/main/products/3/image?width=120")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"SKU 12", "größe", "👗", "a'b", "it.jpg"})
    void writesReadsAndRemovesAProductOfAnyId(String id) {
        String picture = Base64.getEncoder().encodeToString(TinyPictures.jpeg(Color.PINK));
        String address = "/api/catalogues/own/products/{id}";
        put(address, id, "{\"name\":\"First\",\"attributes\":{\"year\":2012},\"picture\":\"" + picture + "\"}", 201);
        put(address, id, "{\"name\":\"Second\"}", 200);

        ProductJson stored = Objects.requireNonNull(http.get()
                .uri(address, id)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(ProductJson.class)
                .getResponseBody());
        assertThat(stored.name()).isEqualTo("Second");
        http.get()
                .uri(URI.create("http://localhost:" + port + stored.imageUrl()))
                .exchange()
                .expectStatus()
                .isOk();
        http.delete().uri(address, id).exchange().expectStatus().isNoContent();
        http.delete().uri(address, id).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                          | name",
                "{\"name\":\" \"}                            | name",
                "{\"name\":5}                                | name",
                "{\"name\":\"A\",\"colour\":\"Red\"}         | colour",
                "{\"name\":\"A\",\"picture\":\"***\"}        | picture",
                "{\"name\":\"A\",\"picture\":\"AAAA\"}       | picture",
                "{\"name\":\"A\",\"attributes\":{\"a\":[1]}} | attributes.a"
            })
    void refusesAProductAndNamesTheField(String body, String field) {
        http.put()
                .uri("/api/catalogues/own/products/1")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    private void fill() {
        String picture = pictures.keepOwn(TinyPictures.jpeg(Color.RED));
        products.put(
                "main",
                List.of(
                        new ProductDraft("1", "Red Shirt", Map.of("gender", "Men"), picture),
                        new ProductDraft("2", "Grey Kurta", Map.of("year", 2011), picture),
                        new ProductDraft("3", "Unseen Shoe", Map.of(), null)));
    }

    private void put(String address, String id, String body, int status) {
        http.put()
                .uri(address, id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
