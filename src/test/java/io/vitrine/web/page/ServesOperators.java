package io.vitrine.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages on which trainings, models and evaluations are watched and steered. */
interface ServesOperators {

    String KEY = "the-key-of-the-tests-of-the-pages";

    /** A catalogue of few products, so that an epoch on it is over at once. */
    String FEW = "few";

    /** Steps so large that they spoil the model. */
    String SPOILING = """
            {"split": {"validation": 0.2, "test": 0.2}, "captions": {"nameShare": 1}, "centerCrops": [1],
             "learningRates": {"text": 3e-3, "image": 3e-3, "heads": 3e-3, "logitScale": 1e-3}}""";

    String BUNDLED = "vitrine-mini-4";
    String TRAINED = "from-the-page";

    double LONG_MILLIS = 180_000;

    /** The page, newly opened at the desk. */
    SearchPage page();

    /** Puts products into a catalogue, which is gone after the test. */
    void fill(String catalogue, int products);

    @Test
    default void trainsOverridesARefusalComparesAndRollsBack() {
        train();
        activateThoughItIsWorse();
        compareWithTheBundledModel();
        activate(BUNDLED);

        page().page().onceDialog(dialog -> dialog.accept());
        card(TRAINED)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();

        assertThat(card(TRAINED)).hasCount(0);
    }

    private void train() {
        fill(FEW, 60);
        openNewTraining();
        page().page().getByLabel("Name").fill(TRAINED);
        page().page().getByLabel("Catalogue").selectOption(FEW);
        assertThat(page().page().getByLabel("Encoder")).hasValue("minilm-vit-tiny-160x112");
        page().page().getByLabel("Epochs").fill("1");
        page().page().getByLabel("Batch size").fill("16");
        page().page().getByLabel("Everything else").fill(SPOILING);
        page().button("Start training").click();

        assertThat(card(TRAINED).locator(".badge")).hasText("succeeded", patiently());
        assertThat(card(TRAINED).locator(".epochs tbody tr")).hasCount(1);
        assertThat(card(TRAINED).locator(".loss canvas")).isVisible();
        assertThat(card(TRAINED).locator(".what")).containsText("from " + BUNDLED);
    }

    @Test
    default void showsHowTheTrialsOfASweepRaceAndCancelsThem() {
        fill(FEW, 60);
        open("training");
        page().page().getByText("New sweep").click();
        page().page().getByLabel("What all trials share").fill("""
                {"plan": {"name": "winner", "catalogue": "few", "epochs": 2, "batchSize": 16,
                          "split": {"validation": 0.2, "test": 0.2}, "captions": {"nameShare": 1}},
                 "space": {"captions.wordDropout": [0]}, "trials": 2}""");
        page().button("Start sweep").click();

        Locator trials = card("winner").locator(".trials tbody tr");
        assertThat(trials.first())
                .containsText("the plan as it is", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG_MILLIS));
        assertThat(card("winner").locator(".race canvas")).isVisible();
        card("winner")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();
        assertThat(card("winner").locator(".badge")).hasText("cancelled", patiently());
    }

    private void activateThoughItIsWorse() {
        open("models");
        press(TRAINED, "Activate");
        Locator problem = page().page().locator("#problem-text");
        assertThat(problem)
                .containsText("worse-than-live", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG_MILLIS));
        assertThat(problem).containsText("recallAt10");
        assertThat(card(TRAINED).locator(".badge")).isHidden();

        page().page().onceDialog(dialog -> {
            assertThat(dialog.message()).contains("recallAt10", "anyway");
            dialog.accept();
        });
        press(TRAINED, "Activate anyway");
        assertAnswers(TRAINED);
        assertThat(page().page().locator("#problem")).isHidden();
    }

    private void activate(String model) {
        open("models");
        press(model, "Activate");
        assertAnswers(model);
    }

    private void press(String model, String button) {
        card(model)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void assertAnswers(String model) {
        assertThat(card(model).locator(".badge"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MILLIS));
        assertThat(page().status()).containsText(model + " answers searches now");
    }

    private void compareWithTheBundledModel() {
        Page page = page().page();
        page.getByLabel("Query").fill(SearchPage.RED_TSHIRT);
        page.getByLabel("Left").selectOption(BUNDLED);
        page.getByLabel("Right").selectOption(TRAINED);
        page().button("Compare").click();
        assertThat(page.locator("#sides section")).hasCount(2);
        assertThat(page.locator("#sides h3")).containsText(new String[] {BUNDLED, TRAINED});
        assertThat(page.locator("#sides section").first().locator("li")).hasCount(12);
    }

    @Test
    default void evaluatesAndListsAndComparesReports() {
        open("evaluations");
        Locator reports = page().page().locator("#reports tbody tr");
        for (int count = 1; count <= 2; count++) {
            page().button("Evaluate").click();
            assertThat(reports).hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(LONG_MILLIS));
        }
        Locator report = reports.first();
        assertThat(report).containsText(BUNDLED);
        report.locator("input").check();
        reports.nth(1).locator("input").check();
        assertThat(page().page().locator("#difference")).containsText("From " + BUNDLED + " to " + BUNDLED);
        assertThat(page().page().locator("#figures tbody tr")).hasCount(10);
        assertThat(page().page().locator("#slices tbody tr").first()).containsText("0.000");

        report.getByRole(AriaRole.LINK).click();

        assertThat(page().page().getByRole(AriaRole.HEADING).first()).containsText(BUNDLED + " on catalogue sample");
    }

    @Test
    default void sendsNothingBeforeThereIsSomethingToChooseFrom() {
        List<Route> held = new ArrayList<>();
        page().page().route("**/api/models", held::add);
        open("evaluations");
        page().page().waitForCondition(() -> !held.isEmpty());
        assertThat(page().button("Evaluate")).isDisabled();

        held.forEach(Route::resume);

        assertThat(page().button("Evaluate")).isEnabled();
    }

    @Test
    default void fillsItsPagesWhenAKeyForReadingIsEntered() {
        page().page().route("**/api/**", ServesOperators::refuseWithoutKey);
        for (String name : List.of("training", "models", "evaluations")) {
            page().page().navigate("/" + name);
            page().page().evaluate("sessionStorage.clear()"); // the key of the page before
            page().page().reload();
            assertThat(page().page().locator("#problem-text")).containsText("401");

            page().page().getByLabel("Key").fill(KEY);
            page().page().getByLabel("Key").press("Enter");

            assertThat(page().page().locator("select[name=catalogue] option"))
                    .containsText(new String[] {"the default one", "sample"});
            assertThat(page().page().locator("#problem")).isHidden();
        }
        page().complaints().forgetFailedRequests();
    }

    @Test
    default void comparesWithPicturesWhereReadingNeedsAKey() {
        page().page().route("**/api/**", ServesOperators::refuseWithoutKey);
        open("models");
        page().page().getByLabel("Key").press("Enter");
        assertThat(page().page().getByLabel("Left")).hasValue(BUNDLED);

        page().page().getByLabel("Query").fill(SearchPage.RED_TSHIRT);
        page().button("Compare").click();

        assertThat(page().page().locator("#sides img")).hasCount(24);
        page().page().waitForCondition(() -> (boolean) page().page()
                .evaluate("[...document.querySelectorAll('#sides img')].every(image => image.naturalWidth > 0)"));
        page().complaints().forgetFailedRequests();
    }

    private static void refuseWithoutKey(Route route) {
        if (route.request().headers().containsKey("authorization")) {
            route.resume();
        } else {
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(401)
                    .setContentType("application/problem+json")
                    .setBody("{\"title\": \"Not authenticated\", \"status\": 401}"));
        }
    }

    @Test
    default void tellsWhatIsWrongWithAPlanOrAKey() {
        openNewTraining();
        page().page().getByLabel("Everything else").fill("{\"captions\": {\"nameShare\": 7}}");
        page().button("Start training").click();
        assertThat(page().page().locator("#problem-text")).containsText("captions.nameShare");

        page().page().getByLabel("Everything else").fill("{");
        page().button("Start training").click();
        assertThat(page().page().locator("#problem-text")).containsText("no JSON");

        page().page().getByLabel("Everything else").fill("{}");
        page().page().getByLabel("Key").fill("wrong");
        page().button("Start training").click();
        assertThat(page().page().locator("#problem-text")).containsText("401");
        assertThat(page().page().getByLabel("Key")).isFocused();
        page().complaints().forgetFailedRequests();
    }

    @Test
    default void operatorsPagesCanBeHeardByEverybody() {
        for (String name : List.of("training", "models", "evaluations")) {
            open(name);
            assertThat(page().page()
                            .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2))
                            .first())
                    .isVisible();
            assertThat(new AxeBuilder(page().page())
                            .analyze().getViolations().stream().map(rule -> rule.getId() + ": " + rule.getNodes()))
                    .as(name)
                    .isEmpty();
        }
    }

    /** Once the defaults are there, for they would replace what was typed before. */
    private void openNewTraining() {
        open("training");
        page().page().getByText("New training").click();
        assertThat(page().button("Start training")).isEnabled();
    }

    private void open(String name) {
        page().page().navigate("/" + name);
        page().page().getByLabel("Key").fill(KEY);
    }

    private Locator card(String name) {
        return page().page()
                .locator(".job")
                .filter(new Locator.FilterOptions()
                        .setHas(page().page()
                                .getByRole(
                                        AriaRole.HEADING,
                                        new Page.GetByRoleOptions()
                                                .setName(name)
                                                .setExact(true))));
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(LONG_MILLIS);
    }
}
