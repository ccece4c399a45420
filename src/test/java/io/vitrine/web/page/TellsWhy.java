package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The explanation of a hit. */
interface TellsWhy {

    /** Tells more about a hit than the page knows names for. */
    String RICH_ANSWER = """
            {"query":"bag","catalogue":"sample","model":"m","mode":"vector","exact":true,"complete":true,"tookMillis":1,
             "hits":[{"rank":1,"score":0.5,"product":{"id":"1","name":"A bag","attributes":{}},
                      "variants":[{"id":"2","name":"A bag in blue","attributes":{"baseColour":"Blue","year":null}},
                                  {"id":"3","name":"A bag in green","attributes":{}}],
                      "explanation":{"vector":{"rank":1,"score":0.5},"text":null,"probability":0.834,
                                     "matchedWords":["t-shirt","red"],"matchedAttributes":["baseColour","gender"],
                                     "terms":[{"text":"bag","weight":2.0,"similarity":0.25,"share":0.125}],
                                     "newThing":17}}]}
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
        assertThat(page().page().getByLabel("Both")).isChecked();

        page().card(0).getByText("Why?").click();

        assertThat(page().card(0).locator(".why")).containsText("By its picture");
        assertThat(page().card(0).locator(".why")).containsText("By its words");
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

        Map<String, String> told = new LinkedHashMap<>();
        told.put("By its picture", "Rank 1 · Score 0.500");
        told.put("Probability that it fits", "83 %");
        told.put("Words that match", "t-shirtred");
        told.put("Attributes that match", "Base colourGender");
        told.put("Parts of the search", "“bag” · Weight 2 · Similarity 0.250 · Share 0.125");
        told.put("New thing", "17");
        assertThat(page().card(0).locator(".why dt")).hasText(told.keySet().toArray(String[]::new));
        assertThat(page().card(0).locator(".why dd")).hasText(told.values().toArray(String[]::new));
        page().card(0).getByText("2 variants").click();
        assertThat(page().card(0).locator(".variants li"))
                .hasText(new String[] {"A bag in blue · Blue", "A bag in green"});
    }
}
