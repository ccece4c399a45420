package io.vitrine.search;

import io.vitrine.catalogue.Products;
import io.vitrine.database.SearchReads;
import io.vitrine.encoders.ScoreCalibration;
import io.vitrine.errors.InvalidRequest;
import io.vitrine.models.LoadedModel;
import io.vitrine.search.FacetCounts.FacetValue;
import io.vitrine.search.HitPages.HitPage;
import io.vitrine.stages.Stages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds products by how close their pictures lie to the query, with the model it names or the active one, by their words, or by both. */
@Service
class ProductSearch {

    private final SearchModels models;
    private final LiveTables tables;
    private final QueryVectors vectors;
    private final Rankings rankings;
    private final HitPages pages;
    private final FacetCounts facets;
    private final Products products;
    private final AttributeChecks attributes;
    private final RememberedResults remembered;
    private final SearchReads reads;
    private final Stages stages;
    private final SearchMeters meters;

    ProductSearch(
            SearchModels models,
            LiveTables tables,
            QueryVectors vectors,
            Rankings rankings,
            HitPages pages,
            FacetCounts facets,
            Products products,
            AttributeChecks attributes,
            RememberedResults remembered,
            SearchReads reads,
            Stages stages,
            SearchMeters meters) {
        this.models = models;
        this.tables = tables;
        this.vectors = vectors;
        this.rankings = rankings;
        this.pages = pages;
        this.facets = facets;
        this.products = products;
        this.attributes = attributes;
        this.remembered = remembered;
        this.reads = reads;
        this.stages = stages;
        this.meters = meters;
    }

    SearchResult search(SearchQuery query) {
        long start = System.nanoTime();
        return meters.total(
                () -> remembered.answer(query, known -> answer(query, known)).tookSince(start));
    }

    /** @param known the vectors to be searched, when they are known to be live, and their catalogue to have products */
    private SearchResult answer(SearchQuery query, Optional<EmbeddingTable> known) {
        String catalogue = known.map(EmbeddingTable::catalogue).orElseGet(() -> reads.read(() -> catalogue(query)));
        attributes.require(catalogue, query);
        return query.mode() == Mode.TEXT ? byText(catalogue, query) : byVector(catalogue, query, known);
    }

    private SearchResult byText(String catalogue, SearchQuery query) {
        return read("find products", () -> {
            TextQuery words = words(catalogue, query, word -> false);
            Scope scope = Scope.matching(catalogue, words);
            return result(
                    query, new Source(catalogue, scope, words, null, part -> rankings.byText(catalogue, words, part)));
        });
    }

    private SearchResult byVector(String catalogue, SearchQuery query, Optional<EmbeddingTable> known) {
        return models.lease(query.model(), catalogue, known, (model, found) -> {
            double least = least(query, model);
            TextQuery words = query.mode() == Mode.HYBRID
                    ? read("correct words", () -> words(catalogue, query, model::hasWord))
                    : null;
            Meaning meaning = words == null ? query.meaning() : new Meaning.Text(words.corrected());
            VectorQuery vector =
                    meters.embedding(() -> vectors.of(meaning, model, found)).atLeast(least);
            return read(
                    "find products",
                    () -> tables.read(found, table -> result(query, source(query, model, table, vector, words))));
        });
    }

    private Source source(
            SearchQuery query, LoadedModel model, EmbeddingTable table, VectorQuery vector, @Nullable TextQuery words) {
        // Calibrations are fitted to names and pictures: what a picture's likeness to another or to a sum means is not
        // known.
        Optional<ScoreCalibration> calibration = query.text() == null ? Optional.empty() : model.calibration();
        Comparison comparison = new Comparison(table, vector, calibration);
        if (words == null) {
            return new Source(
                    table.catalogue(),
                    Scope.near(table, vector),
                    null,
                    comparison,
                    part -> rankings.byVector(table, vector, part));
        }
        return new Source(
                table.catalogue(),
                Scope.nearOrMatching(table, vector, words),
                words,
                comparison,
                part -> rankings.byBoth(table, vector, words, part));
    }

    /** The lowest score that has the probability asked for. */
    private static double least(SearchQuery query, LoadedModel model) {
        if (query.minScore() == null) {
            return Double.NEGATIVE_INFINITY;
        }
        return model.calibration()
                .orElseThrow(() -> new InvalidRequest(
                        "minScore",
                        "cannot be applied: model '" + model.version()
                                + "' has no calibration; one that is trained with a validation part has"))
                .score(query.minScore());
    }

    private <T> T read(String part, Supplier<T> reading) {
        return meters.database(part, () -> reads.read(reading));
    }

    private TextQuery words(String catalogue, SearchQuery query, Predicate<String> known) {
        return rankings.words(String.valueOf(query.text()), catalogue, known);
    }

    private String catalogue(SearchQuery query) {
        if (query.catalogue() == null) {
            return products.defaultCatalogue();
        }
        if (!products.exists(query.catalogue())) {
            throw new InvalidRequest("catalogue", "names no catalogue that has products");
        }
        return query.catalogue();
    }

    private SearchResult result(SearchQuery query, Source source) {
        HitPage page = pages.of(query, source);
        Map<String, List<FacetValue>> counts = query.facets().isEmpty()
                ? null
                : stages.run("count facets", () -> facets.of(source.scope(), query.filters(), query.facets()));
        return new SearchResult(
                query.text(),
                corrected(query, source.words()),
                source.catalogue(),
                source.comparison() == null ? null : source.comparison().table().model(),
                query.mode().label(),
                page.exact(),
                page.complete(),
                0, // known when it is given
                page.hits(),
                counts);
    }

    private static @Nullable String corrected(SearchQuery query, @Nullable TextQuery words) {
        return words == null || words.corrected().equals(query.text()) ? null : words.corrected();
    }
}
