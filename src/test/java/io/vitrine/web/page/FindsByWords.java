package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching while one types, filters, and what the address keeps. */
interface FindsByWords {

    /** Letter by letter in one task of the page, so that a busy machine makes no pause between them. */
    String TYPE_WITHOUT_A_PAUSE = """
            (box, words) => {
              for (let end = 1; end <= words.length; end++) {
                box.value = words.slice(0, end);
                box.dispatchEvent(new Event("input", {bubbles: true}));
              }
            }""";

    /** The page, newly opened at the desk. */
    SearchPage page();

    @Test
    default void saysWhatAMistypedQueryWasTakenFor() {
        page().search("womne kurtaa");

        assertThat(page().status()).containsText("products for “women");
        assertThat(page().nameOf(0)).containsIgnoringCase("kurta");
    }

    @Test
    default void findsRedTshirtsWhileOneTypes() {
        page().box().pressSequentially(SearchPage.RED_TSHIRT, new Locator.PressSequentiallyOptions().setDelay(30));

        for (int place = 0; place < 5; place++) {
            assertThat(page().card(place).locator(".attributes")).hasText("MenRedTshirts");
        }
        assertThat(page().status()).containsText("The first 24 products");
        assertThat(page().page()).hasTitle("red men's t-shirt · Vitrine");
        assertThat(page().page()).hasURL(Pattern.compile("\\?q=red\\+men%27s\\+t-shirt$"));
    }

    @Test
    default void asksOnceForWordsThatAreTypedQuicklyAndCountsOnlyAfterwards() {
        List<String> asked = new ArrayList<>();
        page().page().onRequest(request -> {
            if (request.url().endsWith("/api/search")) {
                asked.add(request.postData());
            }
        });

        page().box().evaluate(TYPE_WITHOUT_A_PAUSE, "black handbag");
        assertThat(page().filter("Gender", "Women")).isVisible();

        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst()).contains("black handbag").doesNotContain("facets");
        assertThat(asked.getLast()).contains("facets");
    }

    @Test
    default void dropsAnAnswerThatComesAfterTheNextQuestion() {
        List<Route> held = new ArrayList<>();
        page().page().route(SearchPage.SEARCHES, route -> {
            if (asks(route, "blue jeans")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        page().box().fill("blue jeans");
        page().page().waitForCondition(() -> !held.isEmpty());
        page().search(SearchPage.RED_TSHIRT);

        held.forEach(Route::resume);
        page().page().waitForTimeout(500);

        assertThat(page().attributesOf(0)).containsExactly("Men", "Red", "Tshirts");
        assertThat(page().box().inputValue()).isEqualTo(SearchPage.RED_TSHIRT);
    }

    @Test
    default void narrowsByFiltersWhoseCountsAgreeWithWhatIsShown() {
        page().search("t-shirt");
        page().choose("Gender", "Men");
        page().choose("Article type", "Tshirts");
        page().unfold("Base colour");
        int promised = page().promised("Base colour", "Red");
        page().choose("Base colour", "Red");

        assertThat(promised).isBetween(1, 23);
        assertThat(page().status()).containsText(promised + " product");
        assertThat(page().cards()).hasCount(promised);
        for (int place = 0; place < promised; place++) {
            assertThat(page().attributesOf(place)).containsExactly("Men", "Red", "Tshirts");
        }
    }

    @Test
    default void takesFiltersBackOneByOneAllTogetherAndByTheBackButton() {
        page().search("t-shirt");
        page().choose("Gender", "Girls");
        page().choose("Base colour", "Blue");
        page().button("Remove the filter Base colour: Blue").click();
        assertThat(page().page()).hasURL(Pattern.compile("f\\.gender=%22Girls%22$"));
        page().button("Clear all filters").click();
        assertThat(page().page()).hasURL(Pattern.compile("\\?q=t-shirt$"));
        assertThat(page().page().locator("#chosen")).isHidden();

        page().page().goBack();
        assertThat(page().filter("Gender", "Girls").locator("input")).isChecked();
        page().page().goBack();
        assertThat(page().filter("Base colour", "Blue").locator("input")).isChecked();
        page().settled();
        assertThat(page().attributesOf(0)).startsWith("Girls", "Blue");
    }

    @Test
    default void showsWhatAnAddressSays() {
        page().page().navigate("/?q=shoes&mode=vector&f.gender=%22Men%22&f.baseColour=%22White%22");
        page().settled();

        assertThat(page().box()).hasValue("shoes");
        assertThat(page().page().getByLabel("Pictures")).isChecked();
        assertThat(page().attributesOf(0)).startsWith("Men", "White");
    }

    @Test
    default void putsVariantsTogetherWhenAsked() {
        page().search("boys red checked shirt");
        assertThat(page().page().locator(".variants")).hasCount(0);

        page().page().getByLabel("Variants together").check();
        page().settled();

        assertThat(page().page()).hasURL(Pattern.compile("variants=together"));
        Locator variants = page().page().locator(".variants").first();
        variants.locator("summary").click();
        assertThat(variants.locator("li").first()).isVisible();
    }

    @Test
    default void showsMoreAndGoesOnThere() {
        page().search("jeans");
        String last = page().nameOf(23);

        page().button("Show more").click();

        assertThat(page().cards()).hasCount(48);
        assertThat(page().card(24)).isFocused();
        assertThat(page().nameOf(23)).isEqualTo(last);
        assertThat(page().status()).containsText("The first 48 products");
    }

    private static boolean asks(Route route, String words) {
        Request request = route.request();
        return String.valueOf(request.postData()).contains(words);
    }
}
