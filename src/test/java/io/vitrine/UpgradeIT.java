package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.models.StubModels;
import io.vitrine.testing.WithPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service with an early schema had stored is there after the migrations, and is searched and told of without being made again. */
@WithPostgres
@SpringBootTest(
        properties = {
            "vitrine.models.bundled=stub-a",
            "vitrine.roles=web",
            "vitrine.catalogue.sample.enabled=false",
            "vitrine.web.admin-key=" + UpgradeIT.KEY
        })
@AutoConfigureMockMvc
@Import({StubModels.class, UpgradeIT.EarlySchema.class})
class UpgradeIT {

    static final String KEY = "a key for the upgrade";

    /** Migrates as far as an early service did, has it store something, and goes on. */
    @TestConfiguration(proxyBeanMethods = false)
    static class EarlySchema {

        @Bean
        FlywayMigrationStrategy earlyFirst() {
            return flyway -> {
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .target("6")
                        .load()
                        .migrate();
                new ResourceDatabasePopulator(new ClassPathResource("upgrade/written-at-6.sql"))
                        .execute(flyway.getConfiguration().getDataSource());
                flyway.migrate();
            };
        }
    }

    @Autowired
    MockMvcTester http;

    @Autowired
    JsonMapper json;

    @Autowired
    Flyway flyway;

    @Autowired
    JdbcClient database;

    @Test
    void productsKeepTheirAttributes() {
        JsonNode products = get("/api/catalogues/main/products");
        assertThat(products.path("total").asInt()).isEqualTo(4);
        assertThat(products.path("items")
                        .path(0)
                        .path("attributes")
                        .path("year")
                        .asInt())
                .isEqualTo(2012);
    }

    @Test
    void earlyVectorsAnswerSearches() {
        JsonNode hits = search("{\"query\":\"anything\",\"mode\":\"vector\",\"filters\":{\"gender\":[\"Women\"]}}");
        assertThat(ids(hits)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void wordsAreFoundAndTheSameNamesCollapsed() {
        assertThat(ids(search("{\"query\":\"blue sneaker\",\"mode\":\"text\"}")))
                .containsExactly("3");
        assertThat(ids(search("{\"query\":\"silk dress\",\"mode\":\"text\",\"collapseDuplicates\":true}")))
                .hasSize(1);
    }

    @Test
    void jobsTellWhatTheyDid() {
        JsonNode jobs = get("/api/jobs");
        assertThat(jobs.path("items")
                        .valueStream()
                        .map(job -> job.path("status").asString()))
                .containsExactly("SUCCEEDED", "FAILED");
        assertThat(jobs.path("items").path(0).path("result").path("model").asString())
                .isEqualTo("autumn");
    }

    @Test
    void reportsKeepTheirFigures() {
        JsonNode report = get("/api/evaluations/00000000-0000-0000-0000-000000000003");
        assertThat(report.path("textToImage").path("figures").path("mrrAt10").asDouble())
                .isEqualTo(0.75);
        assertThat(http.get()
                        .uri("/api/evaluations/00000000-0000-0000-0000-000000000003")
                        .accept(MediaType.TEXT_HTML))
                .hasStatusOk()
                .bodyText()
                .contains("autumn");
    }

    @Test
    void earlyVersionsStandInTheRegistry() {
        assertThat(get("/api/models")
                        .path("items")
                        .valueStream()
                        .map(model -> model.path("name").asString()))
                .containsExactlyInAnyOrder("stub-a", "autumn");
    }

    @Test
    void anEarlierServiceStartsOnALaterSchema() {
        database.sql("""
                        insert into flyway_schema_history
                            (installed_rank, version, description, type, script, installed_by, execution_time, success)
                            values (1000, '1000', 'of a later service', 'SQL', 'V1000__later.sql', current_user, 1, true)""").update();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    private static Iterable<String> ids(JsonNode answer) {
        return answer.path("hits")
                .valueStream()
                .map(hit -> hit.path("product").path("id").asString())
                .toList();
    }

    private JsonNode get(String uri) {
        return body(http.get().uri(uri).header("Authorization", "Bearer " + KEY));
    }

    private JsonNode search(String request) {
        return body(http.post()
                .uri("/api/search")
                .contentType(MediaType.APPLICATION_JSON)
                .content(request));
    }

    private JsonNode body(MockMvcTester.MockMvcRequestBuilder request) {
        var answer = request.exchange();
        assertThat(answer).hasStatusOk();
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
