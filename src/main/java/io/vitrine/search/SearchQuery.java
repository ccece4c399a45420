package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import io.vitrine.errors.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search request that has been checked.
 *
 * @param catalogue null for the default one
 * @param mode {@link Mode#HYBRID} for a text and {@link Mode#VECTOR} for anything else when none is named
 * @param facets attributes whose values are to be counted, without repetitions
 * @param minScore least probability, 0 to 1; null for none
 * @param model null for the active one
 */
record SearchQuery(
        Meaning meaning,
        Mode mode,
        @Nullable String catalogue,
        int limit,
        int offset,
        Filters filters,
        List<String> facets,
        boolean exact,
        boolean explain,
        @Nullable Double minScore,
        boolean collapseDuplicates,
        @Nullable String model) {

    static final int LARGEST_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    /** Two rankings are fused as deep as this and one page more. */
    static final int DEEPEST_FUSED = 900;

    static final int MOST_FACETS = 16;
    static final Pattern CATALOGUE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    /** @throws InvalidRequest naming every field that is wrong */
    static SearchQuery of(SearchRequest request) {
        List<FieldProblem> problems = new ArrayList<>();
        Meaning meaning = MeaningParser.parse(request, problems);
        Mode mode = mode(request.mode(), meaning, problems);
        int limit = within("limit", request.limit(), DEFAULT_LIMIT, 1, LARGEST_LIMIT, problems);
        int deepest = mode == Mode.HYBRID ? DEEPEST_FUSED : Integer.MAX_VALUE;
        int offset = within("offset", request.offset(), 0, 0, deepest, problems);
        Filters filters = FilterParser.parse(request.filters(), problems);
        List<String> facets = facets(request.facets(), problems);
        String catalogue = request.catalogue();
        if (catalogue != null && !CATALOGUE.matcher(catalogue).matches()) {
            problems.add(new FieldProblem("catalogue", "must be 1 to 40 of a-z, 0-9 and '-'"));
        }
        checkMinScore(request.minScore(), meaning, mode, problems);
        checkModel(request.model(), mode, problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
        return new SearchQuery(
                meaning,
                mode,
                catalogue,
                limit,
                offset,
                filters,
                facets,
                Boolean.TRUE.equals(request.exact()),
                Boolean.TRUE.equals(request.explain()),
                request.minScore(),
                Boolean.TRUE.equals(request.collapseDuplicates()),
                request.model());
    }

    /** The same search for the best products, as many as {@code count}. */
    SearchQuery firstOnes(int count) {
        return new SearchQuery(
                meaning,
                mode,
                catalogue,
                count,
                0,
                filters,
                facets,
                exact,
                explain,
                minScore,
                collapseDuplicates,
                model);
    }

    /** The words of a search by text, null for one by anything else. */
    @Nullable
    String text() {
        return meaning instanceof Meaning.Text words ? words.text() : null;
    }

    private static Mode mode(@Nullable String name, Meaning meaning, List<FieldProblem> problems) {
        boolean isText = meaning instanceof Meaning.Text;
        Mode mode = name == null
                ? isText ? Mode.HYBRID : Mode.VECTOR
                : Mode.named(name).orElse(null);
        if (mode == null) {
            problems.add(new FieldProblem("mode", "must be 'vector', 'text' or 'hybrid'"));
            return Mode.VECTOR;
        }
        if (mode != Mode.VECTOR && !isText) {
            problems.add(new FieldProblem("mode", "must be 'vector' for a search by anything but 'query'"));
        }
        return mode;
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

    static int within(
            String field, @Nullable Integer value, int otherwise, int least, int most, List<FieldProblem> problems) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            problems.add(new FieldProblem(field, "must be between " + least + " and " + most));
        }
        return number;
    }

    private static void checkMinScore(
            @Nullable Double minScore, Meaning meaning, Mode mode, List<FieldProblem> problems) {
        if (minScore == null) {
            return;
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            problems.add(new FieldProblem("minScore", "must be a probability, between 0 and 1"));
        }
        if (mode == Mode.TEXT) {
            problems.add(new FieldProblem("minScore", "is about pictures, which mode 'text' does not look at"));
        } else if (!(meaning instanceof Meaning.Text)) {
            problems.add(new FieldProblem("minScore", "is known for a search by 'query' only"));
        }
    }

    private static void checkModel(@Nullable String model, Mode mode, List<FieldProblem> problems) {
        if (model != null && !MODEL.matcher(model).matches()) {
            problems.add(new FieldProblem("model", "must be the name of a model; GET /api/models lists them"));
        } else if (model != null && mode == Mode.TEXT) {
            problems.add(new FieldProblem("model", "has no part in mode 'text'"));
        }
    }
}
