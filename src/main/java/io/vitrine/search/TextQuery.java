package io.vitrine.search;

import io.vitrine.search.Vocabulary.Correction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as the words to look for, each with the stems that stand for it: its own, and where that looks like a mistake, those that
 * may have been meant.
 *
 * @param corrected the text with the likeliest words instead of what look like mistakes; the same text when nothing does
 */
record TextQuery(List<Word> words, String corrected) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** What a mistake costs: a match one letter away counts 0.6 of a match by the word itself. */
    private static final double PER_MISTAKE = 0.6;

    /** @param share of all words' weights, 0 to 1 */
    record Word(double share, List<Alternative> alternatives) {}

    /** @param certainty 1 for the word as it was typed, less for a correction */
    record Alternative(String stem, double certainty) {

        /** As PostgreSQL's queries for text write it. */
        String quoted() {
            return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'";
        }
    }

    /**
     * @param wordByStem the words of the text as they were typed, in lower case, by their stems
     * @param known words that are no mistakes, even if no product has them
     */
    static TextQuery of(String text, Map<String, String> wordByStem, Vocabulary vocabulary, Predicate<String> known) {
        Map<String, String> corrections = new HashMap<>();
        List<List<Alternative>> alternatives = new ArrayList<>();
        wordByStem.forEach((stem, word) -> {
            List<Correction> meant = known.test(word) ? List.of() : vocabulary.corrections(word, stem);
            meant.stream().findFirst().ifPresent(likeliest -> corrections.put(word, likeliest.word()));
            alternatives.add(alternatives(stem, meant));
        });
        return new TextQuery(weighted(alternatives, vocabulary), corrected(text, corrections));
    }

    private static List<Word> weighted(List<List<Alternative>> alternatives, Vocabulary vocabulary) {
        double[] weights = alternatives.stream()
                .mapToDouble(each -> vocabulary.weight(meant(each).stem()))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            words.add(new Word(weights[i] / sum, alternatives.get(i)));
        }
        return words;
    }

    private static String corrected(String text, Map<String, String> corrections) {
        return WORD.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        corrections.getOrDefault(match.group().toLowerCase(Locale.ROOT), match.group())));
    }

    /** The stem itself always comes first: the vocabulary may be older than the product that has it. */
    private static List<Alternative> alternatives(String stem, List<Correction> meant) {
        List<Alternative> alternatives = new ArrayList<>(List.of(new Alternative(stem, 1)));
        meant.forEach(correction ->
                alternatives.add(new Alternative(correction.stem(), Math.pow(PER_MISTAKE, correction.distance()))));
        return alternatives;
    }

    /** The likeliest correction, or the stem itself when there is none. */
    private static Alternative meant(List<Alternative> alternatives) {
        return alternatives.get(Math.min(1, alternatives.size() - 1));
    }

    /** All stems as PostgreSQL's query for at least one of them; empty, which matches nothing, without words. */
    String anyOf() {
        return words.stream()
                .flatMap(word -> word.alternatives().stream())
                .map(Alternative::quoted)
                .collect(Collectors.joining(" | "));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }
}
