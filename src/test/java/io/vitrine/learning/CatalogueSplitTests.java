package io.vitrine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.learning.CatalogueSplit.Item;
import io.vitrine.learning.CatalogueSplit.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CatalogueSplitTests {

    @Test
    void keeps_names_of_the_same_words_together_whatever_their_order_case_or_punctuation() {
        for (long seed = 0; seed < 50; seed++) {
            Map<String, Part> parts = CatalogueSplit.of(
                    List.of(
                            new Item("1", "Puma Men Red T-shirt", "a"),
                            new Item("2", "puma t-shirt, men (RED)", "b"),
                            new Item("3", "Red  Men Puma T Shirt", "c")),
                    0.3,
                    0.3,
                    seed);
            assertThat(new HashSet<>(parts.values())).hasSize(1);
        }
    }

    @Test
    void keeps_identical_pictures_together_also_through_a_chain() {
        for (long seed = 0; seed < 50; seed++) {
            Map<String, Part> parts = CatalogueSplit.of(
                    List.of(
                            new Item("1", "first", "a"),
                            new Item("2", "second", "b"),
                            new Item("3", "third", "c"),
                            new Item("4", "SECOND", "a"),
                            new Item("5", "second", "c")),
                    0.3,
                    0.3,
                    seed);
            assertThat(new HashSet<>(parts.values())).hasSize(1);
        }
    }

    @Test
    void gives_each_part_about_its_share_and_every_item_a_part() {
        Map<String, Part> parts = CatalogueSplit.of(items(20_000), 0.05, 0.1, 7);

        assertThat(parts).hasSize(20_000);
        assertThat(Collections.frequency(parts.values(), Part.VALIDATION)).isBetween(900, 1100);
        assertThat(Collections.frequency(parts.values(), Part.TEST)).isBetween(1850, 2150);
    }

    @Test
    void leaks_no_name_and_no_picture_from_one_part_to_another() {
        Random random = new Random(3);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            items.add(new Item("id" + i, "name " + random.nextInt(1800), "picture" + random.nextInt(2500)));
        }
        Map<String, Part> parts = CatalogueSplit.of(items, 0.2, 0.2, 1);

        assertThat(new HashSet<>(parts.values())).hasSizeGreaterThan(1);
        Set<String> claimed = new HashSet<>();
        for (Part part : Part.values()) {
            Set<String> here = new HashSet<>();
            items.stream().filter(item -> parts.get(item.id()) == part).forEach(item -> {
                here.add(NameKey.of(item.name()));
                here.add(item.pictureHash());
            });
            assertThat(Collections.disjoint(claimed, here)).isTrue();
            claimed.addAll(here);
        }
    }

    @Test
    void does_not_depend_on_the_order_of_the_items_nor_on_products_that_come_later() {
        List<Item> items = items(500);
        Map<String, Part> parts = CatalogueSplit.of(items, 0.2, 0.2, 5);
        List<Item> more = new ArrayList<>(items(900));
        Collections.shuffle(more, new Random(1));

        assertThat(CatalogueSplit.of(more, 0.2, 0.2, 5)).containsAllEntriesOf(parts);
        assertThat(CatalogueSplit.of(items, 0.2, 0.2, 6)).isNotEqualTo(parts);
    }

    @Test
    void refuses_shares_that_leave_nothing_to_learn_from() {
        assertThatExceptionOfType(LearningException.class).isThrownBy(() -> CatalogueSplit.of(items(3), 0.5, 0.5, 1));
        assertThatExceptionOfType(LearningException.class).isThrownBy(() -> CatalogueSplit.of(items(3), -0.1, 0.5, 1));
    }

    private static List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new Item("id" + i, "name of product " + i, "picture " + i));
        }
        return items;
    }
}
