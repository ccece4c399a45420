package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.evaluation.Breakdown.Example;
import io.vitrine.evaluation.Breakdown.Interval;
import io.vitrine.evaluation.Breakdown.Shown;
import io.vitrine.evaluation.Breakdown.Slice;
import io.vitrine.evaluation.EvaluationReport.HeldOutNames;
import io.vitrine.evaluation.EvaluationReport.Paper;
import io.vitrine.learning.RetrievalMetrics.ImageToText;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.search.IndexRecall.Agreement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportPageTests {

    private static final Paper PAPER =
            new Paper(new ImageToText(0.112, 0.864, 1000, 700), new ImageToText(0.075, 0.757, 50, 700));
    private static final HeldOutNames NAMES =
            new HeldOutNames(3000, new TextToImage(0.06, 0.311, 0.7, 0.145, 2000, 1000), null, null);

    @Test
    void showsEveryFigure() {
        assertThat(page("stub", PAPER, NAMES))
                .contains("11.20 %", "86.40 %", "7.50 %", "75.70 %", "0.060", "0.311", "0.700", "0.145")
                .contains("2000 of 3000 held-out names, among 1000 pictures");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        assertThat(page("stub", null, NAMES)).doesNotContain("as in the paper");
        assertThat(page("stub", PAPER, null)).doesNotContain("recall@10");
    }

    @Test
    void showsWhereTheModelIsGoodAndWhereItIsNot() {
        Breakdown breakdown = new Breakdown(
                0.21,
                17.5,
                new Interval(0.051, 0.071),
                new Interval(0.3, 0.33),
                new Interval(0.13, 0.16),
                List.of(new Slice("gender", "Men & Boys", 40, 0.1, 0.4, 0.2)),
                List.of(),
                List.of(new Example(
                        "a \"quoted\" name",
                        812,
                        List.of(new Shown("a/b", "Wanted")),
                        List.of(new Shown("9", "Got <it>")))));

        String page = page("stub", null, new HeldOutNames(3000, NAMES.figures(), breakdown, null));

        assertThat(page)
                .contains("0.051 to 0.071", "0.210", "17.5", "By gender", "Men &amp; Boys", "rank 812")
                .contains("a &quot;quoted&quot; name", "/products/a%2Fb/image?width=120", "Got &lt;it&gt;");
    }

    @Test
    void tellsWhatTheIndexLoses() {
        Agreement agreement = new Agreement(200, 10, 0.987, 3, 4.21, 61.8);

        assertThat(page("stub", null, new HeldOutNames(3000, NAMES.figures(), null, agreement)))
                .contains("find 98.7 % through the approximate index (200 queries), in 4.2 ms instead of 61.8 ms");
        assertThat(page("stub", null, NAMES)).doesNotContain("approximate");
    }

    @Test
    void escapesWhatComesFromOutside() {
        assertThat(page("<script>alert('x')</script>", PAPER, NAMES))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    private static String page(String model, @Nullable Paper paper, @Nullable HeldOutNames names) {
        return ReportPage.of(new EvaluationReport(
                UUID.randomUUID(),
                model,
                "main",
                HeldOut.TEST,
                new SplitDefinition("bag-of-words-and-picture", 7, 0.05, 0.05),
                1000,
                50,
                paper,
                names,
                List.of("A note."),
                1.5,
                Instant.EPOCH));
    }
}
