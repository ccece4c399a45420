package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.learning.TrainingPlan.Captions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CaptioningTests {

    private static final TrainingProduct SHIRT =
            product("Puma Jersey", Map.of("gender", "Men", "baseColour", "Red", "articleType", "Tshirts"));
    private static final TrainingProduct NAKED = product("Mystery Box", Map.of("baseColour", " "));

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void a_template_is_filled_with_attributes_and_is_true_of_every_product_that_has_them() {
        Caption caption =
                templates("a photo of {gender} {baseColour} {articleType}").of(SHIRT, random);

        assertThat(caption.text()).isEqualTo("a photo of Men Red Tshirts");
        assertThat(isTrue(caption, product("Nike Jersey", SHIRT.attributes()))).isTrue();
        assertThat(isTrue(caption, product("Puma Jersey", Map.of("gender", "Men"))))
                .isFalse();
    }

    @Test
    void a_template_with_the_name_is_true_of_products_that_have_name_and_attributes() {
        Caption caption = templates("{name} in {baseColour}").of(SHIRT, random);

        assertThat(caption.text()).isEqualTo("Puma Jersey in Red");
        assertThat(isTrue(caption, product("jersey puma", Map.of("baseColour", "Red"))))
                .isTrue();
        assertThat(isTrue(caption, product("Puma Jersey", Map.of("baseColour", "Blue"))))
                .isFalse();
        assertThat(isTrue(caption, product("Nike Jersey", SHIRT.attributes()))).isFalse();
    }

    @Test
    void all_templates_are_drawn_and_phrases_are_among_them() {
        Captioning captioning = templates("{phrase}", "{articleType} of {gender}", "buy {phrase}");

        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            texts.add(captioning.of(SHIRT, random).text());
        }

        assertThat(texts)
                .contains("Tshirts of Men")
                .anyMatch(text -> text.startsWith("buy ") && text.contains("t-shirt"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_product_that_lacks_what_a_template_asks_for_is_called_by_its_name() {
        assertThat(templates("{baseColour} {articleType}").of(NAKED, random)).isEqualTo(Caption.ofName("Mystery Box"));
        assertThat(templates("{phrase}").of(NAKED, random)).isEqualTo(Caption.ofName("Mystery Box"));
        assertThat(templates("the {name}!").of(NAKED, random).text()).isEqualTo("the Mystery Box!");
    }

    @Test
    void names_are_as_frequent_as_wished() {
        Captioning captioning = new Captioning(new Captions(0.25, 0, List.of("{baseColour} {articleType}")));

        int names = 0;
        for (int i = 0; i < 2000; i++) {
            names += captioning.of(SHIRT, random).text().equals("Puma Jersey") ? 1 : 0;
        }

        assertThat(names / 2000.0).isBetween(0.22, 0.28);
    }

    @Test
    void a_template_about_an_attribute_that_nothing_has_is_refused_with_both() {
        Captioning captioning = templates("{colour} {articleType}");

        assertThatExceptionOfType(LearningException.class)
                .isThrownBy(() -> captioning.checkAgainst(List.of(SHIRT, NAKED)))
                .withMessageContainingAll("captions.templates", "'colour'", "'{colour} {articleType}'");
        templates("{name}", "{phrase}", "{gender}").checkAgainst(List.of(SHIRT, NAKED));
    }

    @Test
    void a_template_has_slots_and_no_other_braces() {
        assertThat(List.of("{name}", "a {baseColour} one", "{phrase} by {brand name}"))
                .allMatch(Captioning::isTemplate);
        assertThat(List.of("", "a shirt", "{}", "{name", "name}", "{{name}}", "{name} {"))
                .noneMatch(Captioning::isTemplate);
    }

    private static Captioning templates(String... templates) {
        return new Captioning(new Captions(0, 0, List.of(templates)));
    }

    private static boolean isTrue(Caption caption, TrainingProduct product) {
        return caption.truth().of(product, NameKey.words(product.name()));
    }

    private static TrainingProduct product(String name, Map<String, String> attributes) {
        return new TrainingProduct(name, name, attributes, name, () -> new byte[0]);
    }
}
