package io.vitrine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.catalogue.ProductView;
import io.vitrine.evaluation.SplitDefinition.UnknownSplit;
import io.vitrine.learning.CatalogueSplit;
import io.vitrine.learning.CatalogueSplit.Item;
import io.vitrine.learning.CatalogueSplit.Part;
import io.vitrine.models.ModelView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SplitDefinitionTests {

    private static final String SPLIT =
            "\"split\":{\"method\":\"bag-of-words-and-picture\",\"seed\":%d,\"validation\":0.1,\"test\":0.3}";

    @Test
    void a_model_inherits_the_splits_of_those_its_training_began_with() {
        String grandparent = card(3, "{\"text\":\"hub:a/b\",\"image\":\"hub:c/d\"}");
        String card = card(1, card(2, grandparent));

        assertThat(SplitDefinition.lineage(model(card)))
                .extracting(SplitDefinition::seed)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_ancestor_without_a_split_leaves_unknown_what_was_held_out() {
        assertThatThrownBy(() -> SplitDefinition.lineage(model(card(1, "{\"name\":\"somebody's\"}"))))
                .isInstanceOf(UnknownSplit.class)
                .hasMessageContaining("'new'");
        assertThatThrownBy(() -> SplitDefinition.lineage(model("{}"))).isInstanceOf(UnknownSplit.class);
    }

    @Test
    void only_what_every_split_keeps_for_the_test_is_held_out_for_all() {
        List<ProductView> products = IntStream.range(0, 400)
                .mapToObj(i -> new ProductView(i, "main", "id" + i, "name " + i, Map.of(), "picture " + i))
                .toList();
        EvaluationData data =
                new EvaluationData(products, new float[0][], List.of(), new int[0], Collections.emptyList());
        List<SplitDefinition> splits = List.of(split(1), split(2));

        int[] common = data.inTestPartOfAll(splits);

        Map<String, Part> first = parts(products, splits.get(0));
        Map<String, Part> second = parts(products, splits.get(1));
        assertThat(common)
                .hasSizeBetween(10, 80)
                .containsExactly(IntStream.range(0, products.size())
                        .filter(i -> first.get("id" + i) == Part.TEST && second.get("id" + i) == Part.TEST)
                        .toArray());
    }

    private static Map<String, Part> parts(List<ProductView> products, SplitDefinition split) {
        List<Item> items = products.stream()
                .map(product -> new Item(product.id(), product.name(), String.valueOf(product.pictureHash())))
                .toList();
        return CatalogueSplit.of(items, split.validation(), split.test(), split.seed());
    }

    private static SplitDefinition split(long seed) {
        return new SplitDefinition("bag-of-words-and-picture", seed, 0.1, 0.3);
    }

    private static String card(long seed, String startedFrom) {
        return "{" + SPLIT.formatted(seed) + ",\"startedFrom\":" + startedFrom + "}";
    }

    private static ModelView model(String card) {
        JsonMapper json = new JsonMapper();
        return new ModelView("new", "tiny", false, json.readTree(card), json.createObjectNode(), Instant.EPOCH);
    }
}
