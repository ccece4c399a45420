package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.catalogue.sample.SampleCatalogue;
import io.vitrine.catalogue.sample.SampleProduct;
import io.vitrine.catalogue.sources.PictureType;
import io.vitrine.testing.WithPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Seeds with a few products instead of all, which take a while to draw. */
@WithPostgres
@RecordApplicationEvents
@SpringBootTest(properties = "vitrine.catalogue.sample.enabled=false")
class SampleSeedingIT {

    private static final List<SampleProduct> DRAWN =
            SampleCatalogue.drawnWith(7).products().subList(0, 6);

    @Autowired
    Products products;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationEvents events;

    @Autowired
    ProductWriter writer;

    @Autowired
    Pictures pictures;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CatalogueChanges changes;

    @BeforeEach
    void emptyTheTables() {
        database.sql("DELETE FROM product").update();
        database.sql("DELETE FROM catalogue_seed").update();
    }

    @Test
    void putsTheDrawnProductsAndTheirPicturesIn() {
        seed(DRAWN);

        assertThat(products.count("sample")).isEqualTo(6);
        ProductView first = products.find("sample", DRAWN.getFirst().id()).orElseThrow();
        assertThat(first.name()).isEqualTo(DRAWN.getFirst().name());
        assertThat(first.attributes().get("year")).isInstanceOf(Integer.class);
        assertThat(PictureType.of(products.picture(first))).isEqualTo(PictureType.JPEG);
        assertThat(events.stream(CatalogueChanged.class)).containsExactly(new CatalogueChanged("sample"));
        assertThat(products.defaultCatalogue()).isEqualTo("sample");
    }

    @Test
    void twoReplicasThatSeedAtOnceDrawThemOnce() {
        long before = revision();

        Stream.of(0, 1)
                .map(replica -> CompletableFuture.runAsync(() -> seed(DRAWN)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(products.count("sample")).isEqualTo(6);
        assertThat(revision()).isEqualTo(before + 1);
    }

    @Test
    void doesNothingWhenTheyAreThere() {
        seed(DRAWN);
        products.remove("sample", DRAWN.getFirst().id());
        events.clear();

        seed(DRAWN);

        assertThat(products.count("sample")).isEqualTo(5);
        assertThat(events.stream(CatalogueChanged.class)).isEmpty();
    }

    @Test
    void drawsAgainWhatANewerVersionDrawsDifferently() {
        seed(DRAWN);
        long kept = products.find("sample", DRAWN.get(3).id()).orElseThrow().key();

        seed(DRAWN.subList(2, 6));

        assertThat(products.count("sample")).isEqualTo(4);
        assertThat(products.find("sample", DRAWN.getFirst().id())).isEmpty();
        assertThat(products.find("sample", DRAWN.get(3).id()).orElseThrow().key())
                .isEqualTo(kept);
    }

    @Test
    void leavesOtherCataloguesAloneAndGivesWayToTheImportedOne() {
        products.put("main", List.of(new ProductDraft("1", "Name", Map.of(), null)));

        seed(DRAWN);

        assertThat(products.count("main")).isEqualTo(1);
        assertThat(products.defaultCatalogue()).isEqualTo("main");
    }

    /** How often the catalogue has changed so far. */
    private long revision() {
        return database.sql("SELECT coalesce(max(revision), 0) FROM catalogue_change WHERE catalogue = 'sample'")
                .query(Long.class)
                .single();
    }

    private void seed(List<SampleProduct> drawn) {
        new SampleSeeding(writer, products, pictures, database, transaction, changes).seed(drawn);
    }
}
