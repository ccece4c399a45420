package io.vitrine.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.vitrine.artefacts.ArtefactStore;
import io.vitrine.catalogue.Products;
import io.vitrine.testing.TestCatalogue;
import io.vitrine.testing.WithPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The search page, and the operators' pages, over the drawn sample catalogue, as somebody uses them. What they must do stands in the interfaces, so that one
 * service, which takes a while to start, serves all of it.
 */
@WithPostgres(sampleCatalogue = true)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"vitrine.models.bundled=vitrine-mini-4", "vitrine.web.admin-key=" + ServesOperators.KEY})
class SearchPageIT implements FindsByWords, FindsByPictures, TellsWhy, WaitsAndWarns, ServesEverybody, ServesOperators {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    int port;

    @Autowired
    Products products;

    @Autowired
    ArtefactStore artefacts;

    private SearchPage page;

    @BeforeEach
    void openAtTheDesk() {
        page = CHROMIUM.open(port, new Browser.NewContextOptions().setViewportSize(1280, 860));
    }

    @AfterEach
    void theBrowserHasNoComplaints() {
        assertThat(page.complaints().all()).isEmpty();
        page.close();
    }

    @Override
    public SearchPage page() {
        return page;
    }

    @Override
    public void fill(String catalogue, int count) {
        new TestCatalogue(products, artefacts).fill(catalogue, count);
    }

    @AfterEach
    void onlyTheSampleIsLeft() {
        List<String> ids = new ArrayList<>();
        products.forEach(ServesOperators.FEW, product -> ids.add(product.id()));
        ids.forEach(id -> products.remove(ServesOperators.FEW, id));
    }

    @Override
    public void reopen(Browser.NewContextOptions window) {
        page.close();
        page = CHROMIUM.open(port, window);
    }
}
