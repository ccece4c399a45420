package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A search request that has been checked.
 *
 * @param catalogue null for the default one
 */
record SearchQuery(String text, @Nullable String catalogue, int limit, int offset, Filters filters, boolean exact) {

    static final int LONGEST_QUERY = 1000;
    static final int LARGEST_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    private static final Pattern CATALOGUE = Pattern.compile("[a-z0-9-]{1,40}");

    /** @throws InvalidRequest naming every field that is wrong */
    static SearchQuery of(SearchRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        refuseWhatIsNotOffered(request, problems);
        String text = text(request.query(), problems);
        int limit = within("limit", request.limit(), DEFAULT_LIMIT, 1, LARGEST_LIMIT, problems);
        int offset = within("offset", request.offset(), 0, 0, Integer.MAX_VALUE, problems);
        Filters filters = FilterParser.parse(request.filters(), problems);
        String catalogue = request.catalogue();
        if (catalogue != null && !CATALOGUE.matcher(catalogue).matches()) {
            problems.add(new FieldProblem("catalogue", "must be 1 to 40 of a-z, 0-9 and '-'"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return new SearchQuery(text, catalogue, limit, offset, filters, Boolean.TRUE.equals(request.exact()));
    }

    private static String text(@Nullable String query, List<FieldProblem> problems) {
        String text = query == null ? "" : query.strip();
        if (text.isEmpty()) {
            problems.add(new FieldProblem("query", "must say what to look for"));
        } else if (text.codePointCount(0, text.length()) > LONGEST_QUERY) {
            problems.add(new FieldProblem("query", "must have at most " + LONGEST_QUERY + " characters"));
        } else if (!UnicodeText.isValid(text)) {
            problems.add(new FieldProblem("query", "must be valid Unicode"));
        }
        return text;
    }

    private static int within(
            String field, @Nullable Integer value, int otherwise, int least, int most, List<FieldProblem> problems) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            problems.add(new FieldProblem(field, "must be between " + least + " and " + most));
        }
        return number;
    }

    private static void refuseWhatIsNotOffered(SearchRequest request, List<FieldProblem> problems) {
        String mode = request.mode();
        if (mode != null && !mode.equals("vector")) {
            boolean planned = mode.equals("text") || mode.equals("hybrid");
            problems.add(new FieldProblem("mode", planned ? "'" + mode + "' is not offered yet" : "must be 'vector'"));
        }
        refuse(problems, "image", request.image());
        refuse(problems, "similarTo", request.similarTo());
        refuse(problems, "terms", request.terms());
        refuse(problems, "minScore", request.minScore());
        refuse(problems, "facets", request.facets());
        refuse(problems, "explain", request.explain());
        refuse(problems, "collapseDuplicates", request.collapseDuplicates());
        refuse(problems, "model", request.model());
    }

    private static void refuse(List<FieldProblem> problems, String field, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            problems.add(new FieldProblem(field, "is not offered yet"));
        }
    }
}
