package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The explanation of a hit. */
interface TellsWhy {

    /** Tells more about a hit than the page knows names for. */
    String RICH_ANSWER = """
            {"query":"bag","catalogue":"sample","model":"m","mode":"vector","exact":true,"complete":true,"tookMillis":1,
             "hits":[{"rank":1,"score":0.5,"product":{"id":"1","name":"A bag","attributes":{}},
                      "variants":[{"id":"2","name":"A bag in blue"},{"id":"3","name":"A bag in green"}],
                      "explanation":{"vector":{"rank":1,"score":0.5},"text":null,"probability":0.834,
                                     "attributes":["baseColour","gender"],
                                     "terms":[{"text":"bag","share":0.25}],"newThing":17}}]}
            """;

    /** The page, newly opened at the desk. */
    SearchPage page();

    @Test
    default void tellsWhyAProductIsThere() {
        page().search(SearchPage.RED_TSHIRT);
        Locator why = page().card(0).getByText("Why?");
        Locator told = page().card(0).locator(".why");

        why.click();
        assertThat(told).containsText("By its picture");
        assertThat(told).containsText("Rank 1 · Score 0.");
        assertThat(why).hasAttribute("aria-expanded", "true");
        page().page().keyboard().press("Escape");

        assertThat(told).isHidden();
        assertThat(why).isFocused();
    }

    @Test
    default void tellsBothPlacesWhereBothAreMatched() {
        page().search(SearchPage.RED_TSHIRT);
        page().page().getByLabel("Both").check();
        assertThat(page().page()).hasURL(Pattern.compile("mode=hybrid"));
        page().settled();

        page().card(0).getByText("Why?").click();

        assertThat(page().card(0).locator(".why dt")).hasText(new String[] {"By its picture", "By its words"});
    }

    @Test
    default void showsWhateverElseAnExplanationTells() {
        page().page()
                .route(
                        SearchPage.SEARCHES,
                        route -> route.fulfill(
                                new Route.FulfillOptions().setBody(RICH_ANSWER).setContentType("application/json")));
        page().box().fill("bag");
        page().card(0).getByText("Why?").click();

        assertThat(page().card(0).locator(".why dt")).hasText(new String[] {
            "By its picture", "Probability that it fits", "Attributes that match", "Parts of the search", "New thing"
        });
        assertThat(page().card(0).locator(".why dd"))
                .hasText(
                        new String[] {"Rank 1 · Score 0.500", "83 %", "Base colourGender", "“bag” · Share 25 %", "17"});
        page().card(0).getByText("2 variants").click();
        assertThat(page().card(0).getByText("A bag in green")).isVisible();
    }
}
