package io.vitrine.search;

import io.vitrine.catalogue.ProductView;
import io.vitrine.search.Explanation.TermShare;
import io.vitrine.search.Ranking.Places;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells why hits were found; the work is a few statements for a page, however long. */
@Component
class Explanations {

    private final Vocabularies vocabularies;
    private final NearestProducts nearest;
    private final VectorStore vectors;

    Explanations(Vocabularies vocabularies, NearestProducts nearest, VectorStore vectors) {
        this.vocabularies = vocabularies;
        this.nearest = nearest;
        this.vectors = vectors;
    }

    Map<Long, Explanation> of(
            SearchQuery query, Source source, Map<Long, Places> places, Collection<ProductView> products) {
        List<Long> keys = products.stream().map(ProductView::key).toList();
        Optional<MatchedWords> words = Optional.ofNullable(query.text()).map(text -> words(text, source));
        Map<Long, Double> probabilities = probabilities(source.comparison(), keys);
        Map<Long, List<TermShare>> terms = terms(source.comparison(), keys);
        Map<Long, Explanation> explanations = new HashMap<>();
        for (ProductView product : products) {
            Places place = places.getOrDefault(product.key(), Places.NONE);
            explanations.put(
                    product.key(),
                    new Explanation(
                            place.vector(),
                            place.text(),
                            probabilities.get(product.key()),
                            words.map(each -> each.in(product.name())).orElse(List.of()),
                            attributes(product, query.filters(), words),
                            terms.get(product.key())));
        }
        return explanations;
    }

    private MatchedWords words(String text, Source source) {
        Vocabulary vocabulary = vocabularies.of(source.catalogue());
        TextQuery words = source.words() == null
                ? TextQuery.of(text, vocabularies.stems(text), vocabulary, word -> false)
                : source.words();
        return MatchedWords.of(words, vocabulary);
    }

    private static List<String> attributes(ProductView product, Filters filters, Optional<MatchedWords> words) {
        return product.attributes().entrySet().stream()
                .filter(attribute -> filters.conditions().containsKey(attribute.getKey())
                        || words.stream()
                                .anyMatch(each -> !each.in(String.valueOf(attribute.getValue()))
                                        .isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Long, Double> probabilities(@Nullable Comparison comparison, List<Long> keys) {
        Map<Long, Double> probabilities = new HashMap<>();
        if (comparison != null) {
            comparison
                    .calibration()
                    .ifPresent(calibration -> nearest.scores(comparison.table(), comparison.query(), keys)
                            .forEach((key, score) -> probabilities.put(key, calibration.probability(score))));
        }
        return probabilities;
    }

    private Map<Long, List<TermShare>> terms(@Nullable Comparison comparison, List<Long> keys) {
        Map<Long, List<TermShare>> shares = new HashMap<>();
        if (comparison != null && !comparison.query().terms().isEmpty()) {
            vectors.ofProducts(comparison.table(), keys)
                    .forEach((key, picture) -> shares.put(key, shares(comparison.query(), picture)));
        }
        return shares;
    }

    private static List<TermShare> shares(VectorQuery query, float[] picture) {
        return query.terms().stream()
                .map(part -> {
                    double similarity = dot(part.vector(), picture);
                    return new TermShare(
                            part.term().text(), part.term().weight(), similarity, part.factor() * similarity);
                })
                .toList();
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
