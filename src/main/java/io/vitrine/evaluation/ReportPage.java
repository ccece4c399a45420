package io.vitrine.evaluation;

import io.vitrine.evaluation.EvaluationReport.HeldOutNames;
import io.vitrine.evaluation.EvaluationReport.Paper;
import io.vitrine.learning.RetrievalMetrics.ImageToText;
import io.vitrine.learning.RetrievalMetrics.TextToImage;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

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
                <link rel="icon" href="../../icon.svg" type="image/svg+xml">
                <title>Evaluation of %1$s</title>
                <style>
                body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
                table { border-collapse: collapse; margin: 1rem 0; width: 100%%; }
                th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: right; }
                th:first-child { text-align: left; }
                </style>
                </head>
                <body>
                <h1>%1$s on catalogue %2$s</h1>
                <p>%3$d products with a vector, %4$d of them held out (%5$s part; seed %6$d). Measured %7$s in %8$.0f s.</p>
                %9$s%10$s
                <ul>%11$s</ul>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(report.model()),
                        HtmlUtils.htmlEscape(report.catalogue()),
                        report.products(),
                        report.heldOutProducts(),
                        report.split().label(),
                        report.definition().seed(),
                        report.createdAt(),
                        report.seconds(),
                        names == null ? "" : textToImage(names),
                        paper == null ? "" : paper(paper),
                        report.notes().stream()
                                .map(note -> "<li>" + HtmlUtils.htmlEscape(note) + "</li>")
                                .collect(Collectors.joining()));
    }

    private static String textToImage(HeldOutNames names) {
        TextToImage figures = names.figures();
        return String.format(
                Locale.ROOT,
                "<h2>Text to image</h2><p>%d of %d held-out names, among %d pictures</p>"
                        + "<table><tr><th>recall@1</th><th>recall@10</th><th>recall@100</th><th>MRR@10</th></tr>"
                        + "<tr><td>%.3f</td><td>%.3f</td><td>%.3f</td><td>%.3f</td></tr></table>",
                figures.queries(),
                names.heldOutNames(),
                figures.gallery(),
                figures.recallAt1(),
                figures.recallAt10(),
                figures.recallAt100(),
                figures.mrrAt10());
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
