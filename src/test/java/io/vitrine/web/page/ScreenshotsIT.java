package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import io.vitrine.testing.WithPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Takes the documentation's pictures of the pages, into the directory that {@code VITRINE_SCREENSHOTS} names. */
@EnabledIfEnvironmentVariable(named = "VITRINE_SCREENSHOTS", matches = ".+")
@WithPostgres(sampleCatalogue = true)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"vitrine.models.bundled=vitrine-mini-4", "vitrine.web.admin-key=" + ServesOperators.KEY})
class ScreenshotsIT {

    private static final int LARGEST_FILE = 350 << 10;
    private static final double MINUTES = 300_000;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    int port;

    @Test
    void takesAllPictures() throws IOException {
        try (SearchPage page = open(desk())) {
            page.search("grey trousers"); // the first search waits for more than the others
            page.search("red men's t-shirt");
            take(page, "search");
            page.card(1).getByText("Why?").click();
            assertThat(page.card(1).locator(".why")).containsText("By its words");
            page.card(1).locator(".why").evaluate("why => why.scrollIntoView({block: 'end'})");
            take(page, "search-explained");
        }
        try (SearchPage page = open(desk().setColorScheme(ColorScheme.DARK))) {
            page.search("striped dress for girls");
            take(page, "search-dark");
        }
        try (SearchPage page = open(desk())) {
            page.search("women's blue kurta");
            byte[] kurta = page.pictureOf(0);
            page.page().locator("#picture").setInputFiles(new FilePayload("kurta.jpg", "image/jpeg", kurta));
            assertThat(page.page().getByText("Like your picture")).isVisible();
            page.settled();
            take(page, "search-by-picture");
        }
        try (SearchPage page =
                open(new Browser.NewContextOptions().setViewportSize(390, 844).setIsMobile(true))) {
            page.search("black leather handbag");
            take(page, "search-phone");
        }
    }

    /** A training that is short enough to wait for, the models after it, and a report's worst queries. */
    @Test
    void takesTheOperatorsPictures() throws IOException {
        try (SearchPage page = open(desk())) {
            visit(page, "training");
            page.page().getByText("New training").click();
            page.page().getByLabel("Name").fill("spring");
            page.page().getByLabel("Encoder").selectOption("minilm-vit-tiny-160x112");
            page.page().getByLabel("Epochs").fill("6");
            page.page().getByLabel("Batch size").fill("64");
            page.page()
                    .getByLabel("Everything else")
                    .fill("{\"precision\": \"bfloat16\", \"split\": {\"validation\": 0.4, \"test\": 0.3}}");
            page.button("Start training").click();
            assertThat(page.page().locator(".epochs tbody tr")).hasCount(5, patiently());
            picture(page, "training");
            assertThat(page.page().locator(".badge"))
                    .hasText("succeeded", new LocatorAssertions.HasTextOptions().setTimeout(MINUTES));
            visit(page, "models");
            assertThat(page.page().locator(".job")).hasCount(2);
            picture(page, "models");
            visit(page, "evaluations");
            page.button("Evaluate").click();
            assertThat(page.page().locator("#reports tbody tr")).hasCount(1, patiently());
            page.page().locator("#reports a").click();
            page.page().getByText("Found last").click();
            page.page().waitForLoadState(LoadState.NETWORKIDLE);
            picture(page, "evaluation");
        }
    }

    private static void visit(SearchPage page, String name) {
        page.page().navigate("/" + name);
        page.page().getByLabel("Key").fill(ServesOperators.KEY);
    }

    private static LocatorAssertions.HasCountOptions patiently() {
        return new LocatorAssertions.HasCountOptions().setTimeout(MINUTES);
    }

    private static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setViewportSize(1180, 760);
    }

    private SearchPage open(Browser.NewContextOptions options) {
        return CHROMIUM.open(port, options);
    }

    private static void take(SearchPage page, String name) throws IOException {
        page.page()
                .waitForFunction(
                        "() => [...document.querySelectorAll('.card img')].slice(0, 8).every(image => image.complete)");
        page.box().evaluate("box => box.setSelectionRange(box.value.length, box.value.length)");
        picture(page, name);
    }

    private static void picture(SearchPage page, String name) throws IOException {
        Path file = Path.of(System.getenv("VITRINE_SCREENSHOTS"), name + ".png");
        page.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).as(name).isLessThanOrEqualTo(LARGEST_FILE);
    }
}
