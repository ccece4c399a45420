package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShopperWordsTests {

    private final ShopperWords words = ShopperWords.load();

    @Test
    void says_the_same_thing_in_many_ways() {
        Map<String, String> attributes = Map.of("gender", "Men", "baseColour", "Red", "articleType", "Tshirts");
        SplittableRandom random = new SplittableRandom(1);
        Set<String> phrases = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            words.phrase(attributes, random).ifPresent(phrase -> phrases.add(phrase.text()));
        }

        assertThat(phrases)
                .hasSizeGreaterThan(200)
                .contains("red men's t-shirt", "tee for him in red", "a photo of a men's red t-shirt", "red tees");
    }

    @Test
    void claims_what_a_phrase_says_and_nothing_else() {
        Map<String, String> attributes = Map.of("gender", "Women", "baseColour", "Navy Blue", "articleType", "Watches");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            words.phrase(attributes, random).ifPresent(phrase -> {
                boolean colour = phrase.text().contains("navy") || phrase.text().contains("dark blue");
                assertThat(phrase.claims().containsKey("baseColour"))
                        .as(phrase.text())
                        .isEqualTo(colour);
                assertThat(phrase.claims()).containsEntry("articleType", "Watches");
                assertThat(attributes).containsAllEntriesOf(phrase.claims());
            });
        }
    }

    @Test
    void every_kind_colour_and_gender_makes_whole_phrases() throws IOException {
        JsonNode vocabulary = vocabulary();
        SplittableRandom random = new SplittableRandom(3);
        Map<String, String> attributes = new HashMap<>();
        for (String kind : vocabulary.get("articleType").propertyNames()) {
            for (String colour : vocabulary.get("baseColour").propertyNames()) {
                attributes.put("articleType", kind);
                attributes.put("baseColour", colour);
                for (String gender : vocabulary.get("gender").propertyNames()) {
                    attributes.put("gender", gender);
                    words.phrase(attributes, random)
                            .ifPresent(phrase -> assertThat(phrase.text())
                                    .isEqualTo(phrase.text().strip())
                                    .doesNotContain("{", "  ", "null")
                                    .doesNotContainPattern("\\ba [aeio]"));
                }
            }
        }
    }

    @Test
    void no_word_means_two_kinds_or_two_colours() throws IOException {
        for (String section : new String[] {"articleType", "baseColour"}) {
            Map<String, String> owners = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    Objects.requireNonNull(vocabulary().get(section)).properties()) {
                for (JsonNode list : entry.getValue()) {
                    for (JsonNode word : list) {
                        String owner = owners.put(word.asString(), entry.getKey());
                        assertThat(owner == null || owner.equals(entry.getKey()))
                                .as("'%s' of %s and %s", word.asString(), owner, entry.getKey())
                                .isTrue();
                    }
                }
            }
            assertThat(owners).hasSizeGreaterThan(60);
        }
    }

    @Test
    void says_nothing_about_a_kind_without_words() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100; i++) {
            assertThat(words.phrase(Map.of("articleType", "Ipad", "gender", "Men"), random))
                    .isEmpty();
        }
    }

    private static JsonNode vocabulary() throws IOException {
        try (InputStream input = ShopperWordsTests.class.getResourceAsStream("/learning/shopper-words.json")) {
            return new JsonMapper().readTree(input);
        }
    }
}
