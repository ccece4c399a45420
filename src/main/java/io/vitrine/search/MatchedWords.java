package io.vitrine.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the words of a query in other texts, by the stems that a search by words looks for. */
record MatchedWords(Set<String> stems, Vocabulary vocabulary) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    static MatchedWords of(TextQuery query, Vocabulary vocabulary) {
        Set<String> stems = query.words().stream()
                .flatMap(word -> word.alternatives().stream())
                .map(TextQuery.Alternative::stem)
                .collect(Collectors.toSet());
        return new MatchedWords(stems, vocabulary);
    }

    /** As they are written there, each once; a word that the catalogue did not have when it was last counted stands for itself. */
    List<String> in(String text) {
        return Arrays.stream(NO_WORD.split(text, -1))
                .filter(word -> !word.isEmpty() && stems.contains(stem(word.toLowerCase(Locale.ROOT))))
                .distinct()
                .toList();
    }

    private String stem(String word) {
        return vocabulary.stems().getOrDefault(word, word);
    }
}
