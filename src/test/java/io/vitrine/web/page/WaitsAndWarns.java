package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page says when there is nothing to show. */
interface WaitsAndWarns {

    /** The page, newly opened at the desk. */
    SearchPage page();

    @Test
    default void saysThatNothingWasFound() {
        page().page().getByLabel("Words").check();
        page().box().fill("qqxzzywk");

        assertThat(page().status()).containsText("Nothing found");
        assertThat(page().page().locator("#empty")).containsText("Try other words, or another catalogue.");
        assertThat(page().cards()).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    default void waitsForABusyServerAndTriesAgainByItself(int status) {
        AtomicInteger refusals = new AtomicInteger();
        page().page().route(SearchPage.SEARCHES, route -> {
            if (refusals.incrementAndGet() > 2) {
                route.resume();
                return;
            }
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setHeaders(Map.of("Retry-After", "1", "Content-Type", "application/problem+json"))
                    .setBody("{\"title\":\"Overloaded\",\"status\":%d,\"detail\":\"Try again.\"}".formatted(status)));
        });

        page().box().fill("blue kurta");

        assertThat(page().page().locator("#problem")).containsText("Trying again in 1 s");
        assertThat(page().page().locator("#problem-text")).containsText("Overloaded");
        page().settled();
        assertThat(page().page().locator("#problem")).isHidden();
        assertThat(refusals).hasValueGreaterThanOrEqualTo(3);
        page().complaints().forgetFailedRequests();
    }

    @Test
    default void saysThatTheServerCannotBeReachedAndRecoversWhenAsked() {
        page().page().route(SearchPage.SEARCHES, Route::abort);
        page().box().fill("blue kurta");
        assertThat(page().page().locator("#problem-text")).containsText("The server cannot be reached");

        page().page().unroute(SearchPage.SEARCHES);
        page().button("Try now").click();

        page().settled();
        assertThat(page().page().locator("#problem")).isHidden();
        page().complaints().forgetFailedRequests();
    }

    @Test
    default void tellsWhatTheServerRefuses() {
        page().page().navigate("/?q=shoes&f.colour=%22Red%22");

        assertThat(page().page().locator("#problem-text")).containsText("colour");
        assertThat(page().page().locator("#problem-wait")).isHidden();
        page().complaints().forgetFailedRequests();
    }
}
