package io.vitrine.catalogue.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleCatalogueTests {

    private final List<SampleProduct> products = SampleCatalogue.drawnWith(7).products();

    @Test
    void everyCombinationOfKindGenderAndColourHasAtLeastFiveProducts() {
        Map<String, Long> combinations = products.stream()
                .collect(groupingBy(
                        product -> of(product, "articleType") + of(product, "gender") + of(product, "baseColour"),
                        counting()));

        assertThat(combinations)
                .hasSizeGreaterThan(400)
                .allSatisfy((combination, count) ->
                        assertThat(count).as(combination).isGreaterThanOrEqualTo(5));
    }

    @Test
    void everyKindComesInTenColoursAndMore() {
        Map<String, Set<String>> colours = products.stream()
                .collect(groupingBy(
                        product -> of(product, "articleType"), mapping(product -> of(product, "baseColour"), toSet())));

        assertThat(colours)
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy((kind, range) -> assertThat(range).as(kind).hasSizeGreaterThanOrEqualTo(10));
    }

    @Test
    void attributesAreThoseOfTheRealDataSet() {
        assertThat(products).allSatisfy(product -> {
            assertThat(product.attributes())
                    .containsOnlyKeys(
                            "gender",
                            "masterCategory",
                            "subCategory",
                            "articleType",
                            "baseColour",
                            "season",
                            "year",
                            "usage");
            assertThat(of(product, "gender")).isIn("Men", "Women", "Boys", "Girls", "Unisex");
            assertThat(of(product, "masterCategory")).isIn("Apparel", "Footwear", "Accessories");
            assertThat(of(product, "season")).isIn("Spring", "Summer", "Fall", "Winter");
            assertThat(of(product, "usage")).isIn("Casual", "Sports", "Ethnic", "Formal");
            assertThat(of(product, "year")).matches("20[01]\\d");
        });
    }

    @Test
    void namesSayWhoColourAndWhat() {
        assertThat(products)
                .allSatisfy(product ->
                        assertThat(product.name()).contains(of(product, "gender"), of(product, "baseColour")));
        assertThat(products).anySatisfy(product -> assertThat(product.name()).endsWith("Men Red Striped T-shirt"));
    }

    @Test
    void idsAreDifferentAndAscending() {
        assertThat(products)
                .extracting(SampleProduct::id)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(products.getFirst().id()).isEqualTo("sample-000001");
    }

    @Test
    void equalSeedsGiveEqualProducts() {
        List<SampleProduct> again = SampleCatalogue.drawnWith(7).products();

        assertThat(again).extracting(SampleProduct::name).isEqualTo(names(products));
        assertThat(again)
                .extracting(SampleProduct::attributes)
                .isEqualTo(products.stream().map(SampleProduct::attributes).toList());
        for (int i = 0; i < products.size(); i += 199) {
            assertThat(pixels(again.get(i))).isEqualTo(pixels(products.get(i)));
        }
    }

    @Test
    void anotherSeedDrawsTheSameRangeDifferently() {
        List<SampleProduct> others = SampleCatalogue.drawnWith(8).products();

        assertThat(others).hasSameSizeAs(products);
        assertThat(names(others)).isNotEqualTo(names(products));
        for (int i = 0; i < products.size(); i += 199) {
            assertThat(pixels(others.get(i))).isNotEqualTo(pixels(products.get(i)));
        }
    }

    private static String of(SampleProduct product, String attribute) {
        return product.attributes().getOrDefault(attribute, "");
    }

    private static List<String> names(List<SampleProduct> products) {
        return products.stream().map(SampleProduct::name).toList();
    }

    private static int[] pixels(SampleProduct product) {
        return product.draw().getRGB(0, 0, Studio.WIDTH, Studio.HEIGHT, null, 0, Studio.WIDTH);
    }
}
