package io.vitrine.evaluation;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import io.vitrine.evaluation.Breakdown.Example;
import io.vitrine.evaluation.Breakdown.Interval;
import io.vitrine.evaluation.Breakdown.Shown;
import io.vitrine.evaluation.Breakdown.Slice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** The part of a report's page that says where the model is good and where it is not. */
final class BreakdownPage {

    private BreakdownPage() {}

    static String of(Breakdown breakdown, String catalogue) {
        return confidence(breakdown)
                + slices(breakdown.slices())
                + examples("Found last", breakdown.worst(), catalogue)
                + examples("Found first", breakdown.best(), catalogue);
    }

    private static String confidence(Breakdown breakdown) {
        return String.format(
                Locale.ROOT,
                "<p>With a confidence of 95 %%: recall@1 %s, recall@10 %s, MRR@10 %s. Recall@5 is %.3f, the first relevant picture's median"
                        + " rank %.1f.</p>",
                between(breakdown.recallAt1()),
                between(breakdown.recallAt10()),
                between(breakdown.mrrAt10()),
                breakdown.recallAt5(),
                breakdown.medianRank());
    }

    private static String between(Interval interval) {
        return String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
    }

    private static String slices(List<Slice> slices) {
        Map<String, List<Slice>> byAttribute = slices.stream()
                .collect(Collectors.groupingBy(Slice::attribute, LinkedHashMap::new, Collectors.toList()));
        return byAttribute.entrySet().stream()
                .map(attribute -> "<details class=\"panel\"><summary>By " + htmlEscape(attribute.getKey())
                        + "</summary>"
                        + "<table><tr><th></th><th>queries</th><th>recall@1</th><th>recall@10</th><th>MRR@10</th></tr>"
                        + attribute.getValue().stream().map(BreakdownPage::row).collect(Collectors.joining())
                        + "</table></details>")
                .collect(Collectors.joining());
    }

    private static String row(Slice slice) {
        return String.format(
                Locale.ROOT,
                "<tr><th>%s</th><td>%d</td><td>%.3f</td><td>%.3f</td><td>%.3f</td></tr>",
                htmlEscape(slice.value()),
                slice.queries(),
                slice.recallAt1(),
                slice.recallAt10(),
                slice.mrrAt10());
    }

    private static String examples(String title, List<Example> examples, String catalogue) {
        return "<details class=\"panel\"><summary>" + title + "</summary>"
                + examples.stream()
                        .map(example -> String.format(
                                Locale.ROOT,
                                "<div class=\"example\"><h3>%s</h3><p class=\"quiet\">rank %.0f</p>"
                                        + "<p class=\"quiet\">Should find</p>%s<p class=\"quiet\">Finds</p>%s</div>",
                                htmlEscape(example.query()),
                                example.rank(),
                                pictures(example.wanted(), catalogue),
                                pictures(example.found(), catalogue)))
                        .collect(Collectors.joining())
                + "</details>";
    }

    private static String pictures(List<Shown> products, String catalogue) {
        return products.stream()
                .map(product -> "<img src=\"../catalogues/" + segment(catalogue) + "/products/" + segment(product.id())
                        + "/image?width=120\" alt=\"" + htmlEscape(product.name()) + "\" title=\""
                        + htmlEscape(product.name()) + "\" loading=\"lazy\">")
                .collect(Collectors.joining("", "<p class=\"pictures\">", "</p>"));
    }

    private static String segment(String text) {
        return htmlEscape(UriUtils.encodePathSegment(text, StandardCharsets.UTF_8));
    }
}
