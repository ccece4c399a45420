package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The search page in a browser window of its own, in the words of somebody who uses it. */
record SearchPage(Page page, Complaints complaints) implements AutoCloseable {

    static final String SEARCHES = "**/api/search";
    static final String RED_TSHIRT = "red men's t-shirt";

    static SearchPage open(Browser browser, Browser.NewContextOptions options, String address) {
        BrowserContext window = browser.newContext(options.setBaseURL(address).setLocale("en-GB"));
        window.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        Page page = window.newPage();
        SearchPage opened = new SearchPage(page, Complaints.of(page));
        page.navigate("/");
        return opened;
    }

    Locator box() {
        return page.getByRole(AriaRole.SEARCHBOX);
    }

    Locator cards() {
        return page.locator("#hits > .card:not(.waiting)");
    }

    Locator card(int place) {
        return cards().nth(place);
    }

    Locator status() {
        return page.locator("#status");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator group(String name) {
        return page.locator("#facets fieldset")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    /** A value beside its box among the filters. */
    Locator filter(String group, String value) {
        Locator name = page.getByText(value, new Page.GetByTextOptions().setExact(true));
        return group(group).locator("label").filter(new Locator.FilterOptions().setHas(name));
    }

    /** Shows the rarer values of a filter too. */
    void unfold(String group) {
        group(group).getByText("Show all").click();
        assertThat(group(group).getByText("Show fewer")).isFocused();
    }

    /** How many products the filters promise for a value. */
    int promised(String group, String value) {
        return Integer.parseInt(
                filter(group, value).locator("small").textContent().replace(",", ""));
    }

    /** Waits for the answer to what was typed. */
    void search(String words) {
        box().fill(words);
        box().press("Enter");
        settled();
    }

    void settled() {
        assertThat(page.locator("#results")).hasAttribute("aria-busy", "false");
        assertThat(page.locator("#facets")).hasAttribute("aria-busy", "false");
        assertThat(cards().first()).isVisible();
    }

    void choose(String group, String value) {
        filter(group, value).locator("input").check();
        assertThat(page.locator("#chosen")).containsText(value);
        settled();
    }

    String nameOf(int place) {
        return card(place).locator(".name").textContent();
    }

    /** The picture of a product that is shown, as a file. */
    byte[] pictureOf(int place) {
        return page.request()
                .get(String.valueOf(card(place).locator("img").getAttribute("src")))
                .body();
    }

    List<String> attributesOf(int place) {
        return card(place).locator(".attributes li").allTextContents();
    }

    /** Runs a script of {@code src/test/resources/page} in the page. */
    Object run(String script, Object argument) {
        return page.evaluate(resource(script), argument);
    }

    private static String resource(String name) {
        try (var source = SearchPage.class.getResourceAsStream("/page/" + name)) {
            if (source == null) {
                throw new IllegalArgumentException("No script " + name);
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        page.context().close();
    }
}
