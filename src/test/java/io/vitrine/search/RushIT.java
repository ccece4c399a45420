package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Many more searches at once than may wait for the engine. */
@WithPostgres
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.models.bundled=vitrine-mini-4",
            "vitrine.models.waiting-calls=3",
            "vitrine.models.batch-size=2",
            "vitrine.search.decoding-threads=1",
            "vitrine.search.waiting-pictures=2"
        })
class RushIT {

    private static final int SEARCHES = 200;

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    @Autowired
    Indexer indexer;

    @Test
    void isAnsweredOrRefusedAtOnceAndOverAfterwards() throws Exception {
        new TestCatalogue(products, artefacts).fill("main", 10);
        await().atMost(Duration.ofSeconds(30)).until(() -> indexer.isCurrent("vitrine-mini-4", "main"));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            assertSomeAreRefused(client, i -> "{\"query\":\"shoe number " + i + "\"}", "engine-overloaded");
            String picture = Base64.getEncoder().encodeToString(TestCatalogue.picture(1, 500));
            assertSomeAreRefused(client, i -> "{\"image\":\"" + picture + "\"}", "decoding-overloaded");
        }
    }

    private void assertSomeAreRefused(HttpClient client, IntFunction<String> body, String code) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> rush = IntStream.range(0, SEARCHES)
                .mapToObj(i -> client.sendAsync(search(body.apply(i)), HttpResponse.BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                rush.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .allSatisfy(refused ->
                        assertThat(refused.headers().firstValue("Retry-After")).contains("1"));
        assertThat(answers).anySatisfy(refused -> assertThat(refused.body()).contains(code));
        HttpResponse<String> after = client.send(search(body.apply(SEARCHES)), HttpResponse.BodyHandlers.ofString());
        assertThat(after.statusCode()).isEqualTo(200);
    }

    private HttpRequest search(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/search"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build();
    }
}
