package io.vitrine.evaluation;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.vitrine.evaluation.EvaluationReport.HeldOutNames;
import io.vitrine.evaluation.EvaluationReport.Paper;
import io.vitrine.learning.RetrievalMetrics.ImageToText;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import io.vitrine.search.IndexRecall.Agreement;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a page that reads without scripts. */
final class ReportPage {

    private ReportPage() {}

    static String of(EvaluationReport report) {
        Paper paper = report.paper();
        HeldOutNames names = report.textToImage();
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="../../icon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="../../style.css"><link rel="stylesheet" href="../../operate.css">
                <title>Evaluation of %1$s</title>
                </head>
                <body>
                <main class="operate report">
                <p><a href="../../evaluations">All evaluations</a></p>
                <h1>%1$s on catalogue %2$s</h1>
                <p>%3$d products with a vector, %4$d of them held out (%5$s part; seed %6$d). Measured %7$s in %8$.0f s.</p>
                %9$s%10$s%11$s
                <ul>%12$s</ul>
                </main>
                </body>
                </html>
                """.formatted(
                        htmlEscape(report.model()),
                        htmlEscape(report.catalogue()),
                        report.products(),
                        report.heldOutProducts(),
                        report.split().label(),
                        report.definition().seed(),
                        report.createdAt(),
                        report.seconds(),
                        names == null ? "" : textToImage(names),
                        paper == null ? "" : paper(paper),
                        names == null || names.breakdown() == null
                                ? ""
                                : BreakdownPage.of(names.breakdown(), report.catalogue()),
                        report.notes().stream()
                                .map(note -> "<li>" + htmlEscape(note) + "</li>")
                                .collect(Collectors.joining()));
    }

    private static String textToImage(HeldOutNames names) {
        TextToImage figures = names.figures();
        return String.format(
                Locale.ROOT,
                "<h2>Text to image</h2><p>%d of %d held-out names, among %d pictures</p>"
                        + "<table><tr><th>recall@1</th><th>recall@10</th><th>recall@100</th><th>MRR@10</th></tr>"
                        + "<tr><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td></tr></table>%s",
                figures.queries(),
                names.heldOutNames(),
                figures.gallery(),
                figures.recallAt1(),
                figures.recallAt10(),
                figures.recallAt100(),
                figures.mrrAt10(),
                names.index() == null ? "" : index(names.index()));
    }

    private static String index(Agreement index) {
        return String.format(
                Locale.ROOT,
                "<p>Of the first %d by the exact ranking, searches find %.1f %% through the approximate index (%d queries),"
                        + " in %.1f ms instead of %.1f ms.</p>",
                index.cutOff(),
                100 * index.recall(),
                index.queries(),
                index.milliseconds(),
                index.exactMilliseconds());
    }

    private static String paper(Paper paper) {
        return "<h2>Image to text, as in the paper</h2>"
                + "<table><tr><th></th><th>accuracy</th><th>top-100 accuracy</th><th>pictures</th><th>names</th></tr>"
                + row("in sample", paper.inSample())
                + row("held out", paper.heldOut())
                + "</table>";
    }

    private static String row(String label, ImageToText figures) {
        return String.format(
                Locale.ROOT,
                "<tr><th>%s</th><td>%.2f %%</td><td>%.2f %%</td><td>%d</td><td>%d</td></tr>",
                label,
                100 * figures.accuracy(),
                100 * figures.top100Accuracy(),
                figures.pictures(),
                figures.names());
    }
}
