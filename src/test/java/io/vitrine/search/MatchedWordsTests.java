package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchedWordsTests {

    private final Vocabulary vocabulary = new Vocabulary(
            100,
            Map.of("shoe", 40, "nike", 30, "men", 50, "größe", 2),
            Map.of("shoes", "shoe", "shoe", "shoe", "nike", "nike", "men", "men", "größe", "größe"),
            Instant.EPOCH);

    private final MatchedWords words = of(typed());

    private MatchedWords of(Map<String, String> wordByStem) {
        return MatchedWords.of(TextQuery.of("", wordByStem, vocabulary, word -> false), vocabulary);
    }

    private static Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("shoe", "shoes");
        typed.put("nkie", "nkie");
        typed.put("größe", "größe");
        typed.put("zebra", "zebra");
        return typed;
    }

    @Test
    void findsWordsOfTheSameStemAndWhatATypoMeant() {
        assertThat(words.in("Nike Men's SHOES, one shoe")).containsExactly("Nike", "SHOES", "shoe");
        assertThat(words.in("Größe")).containsExactly("Größe");
    }

    @Test
    void aWordThatIsNewToTheCatalogueStandsForItself() {
        assertThat(words.in("Zebra shoes")).containsExactly("Zebra", "shoes");
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(words.in("")).isEmpty();
        assertThat(words.in("👟 & men")).isEmpty();
        assertThat(of(Map.of()).in("shoes")).isEmpty();
    }
}
