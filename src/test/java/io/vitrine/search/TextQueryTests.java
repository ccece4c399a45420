package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.vitrine.search.TextQuery.Alternative;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextQueryTests {

    private final Vocabulary vocabulary = new Vocabulary(
            1000,
            Map.of("shoe", 400, "nike", 30, "shirt", 300, "short", 100, "2012", 50, "run", 5, "shrt", 1),
            Map.of(
                    "shoes", "shoe", "nike", "nike", "shirt", "shirt", "short", "short", "2012", "2012", "running",
                    "run", "shrt", "shrt"),
            Instant.EPOCH);

    @Test
    void rareWordsWeighMoreThanFrequentOnes() {
        TextQuery query = query("nike", "shoe");
        assertThat(query.words()).hasSize(2);
        double nike = query.words().get(0).share();
        double shoe = query.words().get(1).share();
        assertThat(nike).isGreaterThan(shoe);
        assertThat(nike + shoe).isCloseTo(1, offset(1e-12));
        assertThat(nike / shoe).isCloseTo(Math.log(1 + 970.5 / 30.5) / Math.log(1 + 600.5 / 400.5), offset(1e-12));
    }

    @Test
    void aWordThatNoProductHasMayMeanItsNearestOnes() {
        assertThat(alternatives("nkie")).containsExactly(new Alternative("nkie", 1), new Alternative("nike", 0.6));
        assertThat(alternatives("shxrt"))
                .as("the more frequent first")
                .containsExactly(
                        new Alternative("shxrt", 1),
                        new Alternative("shirt", 0.6),
                        new Alternative("short", 0.6),
                        new Alternative("shrt", 0.6));
        assertThat(alternatives("rnuningg"))
                .as("two mistakes in a long word, compared as it is written")
                .containsExactly(new Alternative("rnuningg", 1), new Alternative("run", 0.6 * 0.6));
    }

    @Test
    void knownShortAndNumericWordsAreNotCorrected() {
        assertThat(alternatives("shoe")).containsExactly(new Alternative("shoe", 1));
        assertThat(alternatives("sh")).containsExactly(new Alternative("sh", 1));
        assertThat(alternatives("2013")).containsExactly(new Alternative("2013", 1));
    }

    @Test
    void aRareWordMayMeanOneThatIsFarMoreFrequent() {
        assertThat(alternatives("shrt"))
                .as("100 products have \"short\", too few beside one with \"shrt\"")
                .containsExactly(new Alternative("shrt", 1), new Alternative("shirt", 0.6));
    }

    @Test
    void aKnownWordIsNoMistakeThoughNoProductHasIt() {
        assertThat(alternatives("nine")).containsExactly(new Alternative("nine", 1));
        assertThat(alternatives("nire")).containsExactly(new Alternative("nire", 1), new Alternative("nike", 0.6));
    }

    @Test
    void writesTheTextWithWhatWasMeant() {
        Map<String, String> typed = Map.of("nkie", "nkie", "shrit", "shrit", "nine", "nine");
        assertThat(TextQuery.of("Nkie's T-shrit, nine", typed, vocabulary, "nine"::equals)
                        .corrected())
                .isEqualTo("nike's T-shirt, nine");
        assertThat(query("running", "Shoes").corrected()).isEqualTo("running Shoes");
    }

    @Test
    void asksForAnyOfItsStemsQuoted() {
        assertThat(query("it's", "a\\b").anyOf()).isEqualTo("'it''s' | 'a\\\\b'");
        assertThat(query().isEmpty()).isTrue();
    }

    private List<Alternative> alternatives(String stem) {
        return query(stem).words().getFirst().alternatives();
    }

    private TextQuery query(String... words) {
        return TextQuery.of(String.join(" ", words), typed(words), vocabulary, "nine"::equals);
    }

    /** Words that are their own stems. */
    private static Map<String, String> typed(String... words) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String word : words) {
            typed.put(word, word);
        }
        return typed;
    }
}
