package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching by a picture and by a product. */
interface FindsByPictures {

    /** The page, newly opened at the desk. */
    SearchPage page();

    @Test
    default void searchesByAPictureThatIsChosen() {
        page().search("striped dress for girls");
        String name = page().nameOf(3);
        byte[] picture = page().pictureOf(3);

        page().page().locator("#picture").setInputFiles(new FilePayload("dress.jpg", "image/jpeg", picture));

        assertThat(page().page().getByText("Like your picture")).isVisible();
        assertThat(page().card(0).locator(".name")).hasText(name);
        assertThat(page().page().locator("#modes")).isHidden();
        page().page().reload();
        assertThat(page().card(0).locator(".name")).hasText(name);
        page().page().goBack();
        assertThat(page().box()).hasValue("striped dress for girls");
        page().settled();
        page().page().goForward();
        assertThat(page().card(0).locator(".name")).hasText(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "paste"})
    default void searchesByAPictureThatIsDroppedOrPasted(String way) {
        page().search("brown belt");
        String name = page().nameOf(5);
        String picture = Base64.getEncoder().encodeToString(page().pictureOf(5));

        page().run("give-picture.js", Map.of("way", way, "base64", picture, "type", "image/jpeg"));

        assertThat(page().page().getByText("Like your picture")).isVisible();
        assertThat(page().card(0).locator(".name")).hasText(name);
    }

    @Test
    default void saysWhichFileIsNoPicture() {
        FilePayload text = new FilePayload("notes.txt", "text/plain", "no picture".getBytes(StandardCharsets.UTF_8));

        page().page().locator("#picture").setInputFiles(text);

        assertThat(page().page().getByRole(AriaRole.ALERT)).containsText("notes.txt cannot be read as a picture");
    }

    @Test
    default void findsMoreLikeAProduct() {
        page().search("black leather handbag");
        String name = page().nameOf(2);

        page().card(2).getByText("More like this").click();

        assertThat(page().page().getByText("Like “" + name + "”")).isVisible();
        assertThat(page().page()).hasURL(Pattern.compile("\\?like=\\w+"));
        page().settled();
        assertThat(page().card(0).locator(".attributes")).hasText("WomenBlackHandbags");
        assertThat(page().cards().filter(new Locator.FilterOptions().setHasText(name)))
                .hasCount(0);
        page().page().reload();
        assertThat(page().page().getByText("Like “" + name + "”")).isVisible();
        page().button("Do not search by this picture").click();
        assertThat(page().page().locator("#empty-title")).hasText("What are you looking for?");
    }
}
