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

    /** A stem that may have been meant, and how many letters away from what was typed it is. */
    record Correction(String stem, int distance) {}

    boolean has(String stem) {
        return frequencies.containsKey(stem);
    }

    /** How much a stem tells: its inverse document frequency, {@code ln(1 + (N − n + ½) / (n + ½))} (Robertson and Zaragoza 2009). */
    double weight(String stem) {
        int having = frequencies.getOrDefault(stem, 0);
        return Math.log(1 + (Math.max(0, products - having) + 0.5) / (having + 0.5));
    }

    /**
     * The stems of the words nearest to one that is not among them, the most frequent first; compares with every word. Words are
     * compared as they are written, because a stem has lost the end that a mistake may stand in.
     */
    List<Correction> corrections(String word) {
        if (word.length() < SHORTEST_CORRECTED || !word.chars().allMatch(Character::isLetter)) {
            return List.of();
        }
        int most = word.length() < SHORTEST_WITH_TWO_MISTAKES ? 1 : 2;
        Map<String, Integer> near = new HashMap<>();
        stems.forEach((other, stem) -> {
            int distance = EditDistance.between(word, other, most);
            if (distance <= most) {
                near.merge(stem, distance, Math::min);
            }
        });
        int least = near.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        return near.entrySet().stream()
                .filter(entry -> entry.getValue() == least)
                .map(entry -> new Correction(entry.getKey(), least))
                .sorted(Comparator.comparing((Correction correction) -> -frequencies.getOrDefault(correction.stem(), 0))
                        .thenComparing(Correction::stem))
                .limit(MOST_CORRECTIONS)
                .toList();
    }
}
