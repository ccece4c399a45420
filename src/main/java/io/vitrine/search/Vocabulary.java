package io.vitrine.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All words of a catalogue and their stems.
 *
 * @param products how many the catalogue has
 * @param frequencies how many products have a stem
 * @param stems of the words as they are written, in lower case
 * @param readAt when they were counted
 */
record Vocabulary(long products, Map<String, Integer> frequencies, Map<String, String> stems, Instant readAt) {

    private static final int SHORTEST_CORRECTED = 3;
    private static final int SHORTEST_WITH_TWO_MISTAKES = 7;
    private static final int MOST_CORRECTIONS = 3;

    /** A word has to be so much more frequent than a rare one for that to look like a mistake. */
    private static final int FAR_MORE_FREQUENT = 200;

    /** A word that may have been meant, its stem, and how many letters away from what was typed it is. */
    record Correction(String word, String stem, int distance) {}

    boolean has(String stem) {
        return frequencies.containsKey(stem);
    }

    /** How much a stem tells: its inverse document frequency, {@code ln(1 + (N − n + ½) / (n + ½))} (Robertson and Zaragoza 2009). */
    double weight(String stem) {
        int having = frequencies.getOrDefault(stem, 0);
        return Math.log(1 + (Math.max(0, products - having) + 0.5) / (having + 0.5));
    }

    /**
     * The words nearest to one that no product has, or hardly any beside far more that have those, the most frequent first;
     * compares with every word. Words are compared as they are written, because a stem has lost the end that a mistake may
     * stand in.
     */
    List<Correction> corrections(String word, String stem) {
        int fewest = frequencies.getOrDefault(stem, 0) * FAR_MORE_FREQUENT;
        if (fewest > products
                || word.length() < SHORTEST_CORRECTED
                || !word.chars().allMatch(Character::isLetter)) {
            return List.of();
        }
        int most = word.length() < SHORTEST_WITH_TWO_MISTAKES ? 1 : 2;
        Map<String, Correction> near = new HashMap<>();
        stems.forEach((other, otherStem) -> {
            int distance = otherStem.equals(stem) ? most + 1 : EditDistance.between(word, other, most);
            if (distance <= most && frequencies.getOrDefault(otherStem, 0) >= fewest) {
                near.merge(otherStem, new Correction(other, otherStem, distance), Vocabulary::nearer);
            }
        });
        int least = near.values().stream().mapToInt(Correction::distance).min().orElse(0);
        return near.values().stream()
                .filter(correction -> correction.distance() == least)
                .sorted(Comparator.comparing((Correction correction) -> -frequencies.getOrDefault(correction.stem(), 0))
                        .thenComparing(Correction::stem))
                .limit(MOST_CORRECTIONS)
                .toList();
    }

    /** Of two words with the same stem. */
    private static Correction nearer(Correction one, Correction other) {
        return Comparator.comparingInt(Correction::distance)
                                .thenComparing(Correction::word)
                                .compare(one, other)
                        <= 0
                ? one
                : other;
    }
}
