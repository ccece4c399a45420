package io.vitrine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A text as the words to look for, each with the stems that stand for it: its own, and where no product has that, those that may
 * have been meant.
 */
record TextQuery(List<Word> words) {

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

    /** @param wordByStem the words as they were typed, in lower case, by their stems */
    static TextQuery of(Map<String, String> wordByStem, Vocabulary vocabulary) {
        List<List<Alternative>> alternatives = wordByStem.entrySet().stream()
                .map(entry -> alternatives(entry.getKey(), entry.getValue(), vocabulary))
                .toList();
        double[] weights = alternatives.stream()
                .mapToDouble(each -> vocabulary.weight(meant(each).stem()))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            words.add(new Word(weights[i] / sum, alternatives.get(i)));
        }
        return new TextQuery(words);
    }

    /** The stem itself always comes first: the vocabulary may be older than the product that has it. */
    private static List<Alternative> alternatives(String stem, String word, Vocabulary vocabulary) {
        List<Alternative> alternatives = new ArrayList<>(List.of(new Alternative(stem, 1)));
        if (!vocabulary.has(stem)) {
            vocabulary
                    .corrections(word)
                    .forEach(correction -> alternatives.add(
                            new Alternative(correction.stem(), Math.pow(PER_MISTAKE, correction.distance()))));
        }
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
