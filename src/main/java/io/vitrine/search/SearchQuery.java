package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A search request that has been checked.
 *
 * @param catalogue null for the default one
 * @param facets attributes whose values are to be counted, without repetitions
 */
record SearchQuery(
        Meaning meaning,
        @Nullable String catalogue,
        int limit,
        int offset,
        Filters filters,
        List<String> facets,
        boolean exact) {

    static final int LARGEST_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    static final int MOST_FACETS = 16;
    private static final Pattern CATALOGUE = Pattern.compile("[a-z0-9-]{1,40}");

    /** @throws InvalidRequest naming every field that is wrong */
    static SearchQuery of(SearchRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        refuseWhatIsNotOffered(request, problems);
        Meaning meaning = MeaningParser.parse(request, problems);
        int limit = within("limit", request.limit(), DEFAULT_LIMIT, 1, LARGEST_LIMIT, problems);
        int offset = within("offset", request.offset(), 0, 0, Integer.MAX_VALUE, problems);
        Filters filters = FilterParser.parse(request.filters(), problems);
        List<String> facets = facets(request.facets(), problems);
        String catalogue = request.catalogue();
        if (catalogue != null && !CATALOGUE.matcher(catalogue).matches()) {
            problems.add(new FieldProblem("catalogue", "must be 1 to 40 of a-z, 0-9 and '-'"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return new SearchQuery(
                meaning, catalogue, limit, offset, filters, facets, Boolean.TRUE.equals(request.exact()));
    }

    /** The words of a search by text, null for one by anything else. */
    @Nullable
    String text() {
        return meaning instanceof Meaning.Text words ? words.text() : null;
    }

    private static List<String> facets(@Nullable List<@Nullable String> names, List<FieldProblem> problems) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_FACETS
                || names.stream().anyMatch(name -> name == null || name.isEmpty() || !UnicodeText.isValid(name))) {
            problems.add(new FieldProblem("facets", "must be at most " + MOST_FACETS + " names of attributes"));
            return List.of();
        }
        return names.stream().map(Objects::requireNonNull).distinct().toList();
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
        refuse(problems, "minScore", request.minScore());
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
