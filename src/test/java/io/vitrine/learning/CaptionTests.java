package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaptionTests {

    private static final String NAME = "Puma Men's Red T-shirt";

    @Test
    void a_name_describes_products_of_this_name_in_any_order_of_its_words_and_no_others() {
        Caption caption = Caption.ofName(NAME);

        assertThat(describes(caption, "RED puma mens t shirt")).isFalse(); // "mens" is another word than "men's"
        assertThat(describes(caption, "t-shirt, Red, Puma Men's")).isTrue();
        assertThat(describes(caption, "Puma Men's Red Striped T-shirt")).isFalse();
        assertThat(describes(caption, "Puma Red T-shirt")).isFalse();
    }

    @Test
    void a_part_of_a_name_describes_every_product_whose_name_has_its_words() {
        Caption caption = new Caption("Puma T-shirt", new Caption.PartOfName(Set.of("puma", "t", "shirt")));

        assertThat(describes(caption, NAME)).isTrue();
        assertThat(describes(caption, "Puma Women Blue T-shirt")).isTrue();
        assertThat(describes(caption, "Puma Women Blue Shirt")).isFalse();
    }

    @Test
    void attributes_describe_every_product_that_has_them() {
        Caption caption = new Caption("red things", new Caption.Attributes(Map.of("baseColour", "Red")));

        assertThat(caption.truth().of(product("a", Map.of("baseColour", "Red", "gender", "Men")), Set.of()))
                .isTrue();
        assertThat(caption.truth().of(product("a", Map.of("baseColour", "Blue")), Set.of("red")))
                .isFalse();
    }

    @Test
    void words_are_left_out_as_often_as_wished_and_the_others_keep_their_order() {
        SplittableRandom random = new SplittableRandom(5);
        int left = 0;
        int whole = 0;
        for (int i = 0; i < 2000; i++) {
            Caption caption = Caption.ofPart("one two three four five", 0.2, random);
            String[] words = caption.text().split(" ", -1);
            left += words.length;
            whole += caption.truth() instanceof Caption.Name ? 1 : 0;
            assertThat(Arrays.asList("one", "two", "three", "four", "five")).containsSubsequence(words);
        }
        assertThat(left / 10_000.0).isBetween(0.78, 0.82);
        assertThat(whole / 2000.0).isBetween(0.29, 0.37); // 0.8⁵ = 0.33
    }

    @Test
    void nothing_is_left_out_without_the_wish_and_never_all_of_a_name() {
        SplittableRandom random = new SplittableRandom(5);

        for (int i = 0; i < 200; i++) {
            assertThat(Caption.ofPart(NAME, 0, random)).isEqualTo(Caption.ofName(NAME));
            assertThat(Caption.ofPart("Watch", 0.9, random)).isEqualTo(Caption.ofName("Watch"));
        }
    }

    @Test
    void a_name_that_only_lost_a_repeated_word_is_still_the_name() {
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < 200; i++) {
            Caption caption = Caption.ofPart("Red Red", 0.5, random);
            assertThat(describes(caption, "Red")).isTrue();
            assertThat(describes(caption, "Red Watch")).isFalse();
        }
    }

    private static boolean describes(Caption caption, String name) {
        return caption.truth().of(product(name, Map.of()), NameKey.words(name));
    }

    private static TrainingProduct product(String name, Map<String, String> attributes) {
        return new TrainingProduct("1", name, attributes, "", () -> new byte[0]);
    }
}
