package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.search.Meaning.Photograph;
import io.vitrine.search.Meaning.SimilarTo;
import io.vitrine.search.Meaning.Term;
import io.vitrine.search.Meaning.Terms;
import io.vitrine.search.Meaning.Text;
import io.vitrine.search.SearchRequest.TermRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a request looks for. */
final class MeaningParser {

    static final int MOST_TERMS = 16;
    static final double LARGEST_WEIGHT = 10;

    private static final Text NOTHING = new Text("");

    private MeaningParser() {}

    /** What is looked for; meaningless once a problem was added. */
    static Meaning parse(SearchRequest request, List<FieldProblem> problems) {
        Map<String, Object> sources = sources(request);
        List<String> names = List.copyOf(sources.keySet());
        if (names.isEmpty()) {
            problems.add(
                    new FieldProblem("query", "must say what to look for, or 'image', 'similarTo' or 'terms' must"));
            return NOTHING;
        }
        if (names.size() > 1) {
            String one = names.getFirst();
            names.stream()
                    .skip(1)
                    .map(name ->
                            new FieldProblem(name, "cannot stand beside '" + one + "': a search looks for one thing"))
                    .forEach(problems::add);
            return NOTHING;
        }
        return switch (names.getFirst()) {
            case "image" -> new Photograph(QueryFields.picture("image", request.image(), problems));
            case "similarTo" -> new SimilarTo(QueryFields.text("similarTo", request.similarTo(), problems));
            case "terms" -> new Terms(terms(request.terms(), problems));
            default -> new Text(QueryFields.text("query", request.query(), problems));
        };
    }

    private static Map<String, Object> sources(SearchRequest request) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("query", request.query());
        all.put("image", request.image());
        all.put("similarTo", request.similarTo());
        all.put("terms", request.terms());
        Map<String, Object> given = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }

    private static List<Term> terms(@Nullable List<@Nullable TermRequest> written, List<FieldProblem> problems) {
        List<Term> terms = new ArrayList<>();
        if (written == null || written.isEmpty() || written.size() > MOST_TERMS) {
            problems.add(new FieldProblem("terms", "must be 1 to " + MOST_TERMS + " terms"));
            return terms;
        }
        for (int i = 0; i < written.size(); i++) {
            String field = "terms[" + i + "]";
            TermRequest term = written.get(i);
            double weight = term == null || term.weight() == null ? 1 : term.weight();
            if (!(Math.abs(weight) <= LARGEST_WEIGHT) || weight == 0) {
                problems.add(new FieldProblem(
                        field + ".weight",
                        "must not be 0, and lie between -" + LARGEST_WEIGHT + " and " + LARGEST_WEIGHT));
            }
            terms.add(new Term(QueryFields.text(field + ".text", term == null ? null : term.text(), problems), weight));
        }
        return terms;
    }
}
