package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page by keys alone, on a phone, in the dark, and for assistive technology. */
interface ServesEverybody {

    /** The page, newly opened at the desk. */
    SearchPage page();

    /** Opens the page again in another window. */
    void reopen(Browser.NewContextOptions window);

    @Test
    default void canBeUsedByKeysAlone() {
        page().page().keyboard().type("silver watch");
        page().page().keyboard().press("Enter");
        page().settled();
        page().page().keyboard().press("ArrowDown");
        assertThat(page().card(0)).isFocused();
        page().page().keyboard().press("ArrowRight");
        assertThat(page().card(1)).isFocused();
        page().page().keyboard().press("ArrowDown");
        assertThat(page().card(5)).isFocused();
        page().page().keyboard().press("Tab");
        page().page().keyboard().press("Tab");
        page().page().keyboard().press("Enter");
        assertThat(page().card(5).locator(".why")).containsText("By its picture");

        page().page().keyboard().press("/");
        assertThat(page().box()).isFocused();
        page().page().keyboard().press("Escape");
        assertThat(page().box()).hasValue("");
        assertThat(page().cards()).hasCount(0);
    }

    @Test
    default void leadsPastTheSearchToTheResults() {
        page().search("grey trousers");
        page().page().locator(".skip").focus();
        assertThat(page().page().locator(".skip")).isInViewport();

        page().page().keyboard().press("Enter");

        assertThat(page().page().locator("#results")).isFocused();
    }

    @Test
    default void fitsAPhone() {
        reopen(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true));
        assertThat(widthOfTheContent()).isLessThanOrEqualTo(390);
        page().search("white sports shoes");
        assertThat(widthOfTheContent()).isLessThanOrEqualTo(390);

        page().page().locator("#filters summary").tap();
        page().choose("Gender", "Men");
        page().card(0).getByText("Why?").tap();
        assertThat(page().card(0).locator(".why")).containsText("By its picture");

        assertThat(widthOfTheContent()).isLessThanOrEqualTo(390);
        assertThat(page().card(0).boundingBox().width).isBetween(150.0, 195.0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    default void canBeReadAndHeardByEverybody(ColorScheme scheme) {
        reopen(new Browser.NewContextOptions().setViewportSize(1280, 860).setColorScheme(scheme));
        assertThat(violations()).as("at first").isEmpty();

        page().search(SearchPage.RED_TSHIRT);
        page().choose("Gender", "Men");
        page().card(0).getByText("Why?").click();
        assertThat(page().card(0).locator(".why")).containsText("By its picture");

        assertThat(violations()).as("with products").isEmpty();
        assertThat(contrasts())
                .isNotEmpty()
                .allSatisfy((what, contrast) -> assertThat(contrast).as(what).isGreaterThanOrEqualTo(4.5));
    }

    private List<String> violations() {
        return new AxeBuilder(page().page())
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
    }

    /** The contrast between texts and what is behind them, by the formula of WCAG 2.2. */
    private Map<String, Double> contrasts() {
        Map<String, Double> contrasts = new TreeMap<>();
        List<String> texts = List.of(
                ".claim",
                "#query",
                ".phrases button",
                ".modes label:nth-of-type(3) span",
                ".box button[type=submit]",
                "#status",
                "#status .details",
                ".chosen button",
                ".facets legend",
                ".facets label span",
                ".facets small",
                ".name",
                ".score span",
                ".attributes li",
                ".similar",
                ".why dt",
                ".why dd",
                ".bottom a");
        ((Map<?, ?>) page().run("contrast.js", texts))
                .forEach((what, contrast) -> contrasts.put((String) what, ((Number) contrast).doubleValue()));
        assertThat(contrasts).hasSize(texts.size());
        return contrasts;
    }

    private int widthOfTheContent() {
        return (Integer) page().page().evaluate("document.documentElement.scrollWidth");
    }
}
