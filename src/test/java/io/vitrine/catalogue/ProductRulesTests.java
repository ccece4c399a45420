package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.errors.FieldProblem;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductRulesTests {

    @ParameterizedTest
    @ValueSource(strings = {"15970", "SKU 12-a.b", "größe", "сорочка", "👗", "a'b\"c"})
    void takesIdsOfAnyScript(String id) {
        assertThat(ProductRules.problems(id, "Name", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a/b", "a\\b", "a;b", "50%", ".", "..", "a\u0000", "a\n", "\ud83d"})
    void refusesIdsThatCannotStandInAnAddress(String id) {
        assertThat(ProductRules.problems(id, "Name", Map.of()))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.field()).isEqualTo("id"));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(fields("i".repeat(201), "n".repeat(1001), Map.of("a", "v".repeat(1001))))
                .containsExactly("id", "name", "attributes.a");
        assertThat(fields("i".repeat(200), "n".repeat(1000), Map.of("a", "v".repeat(1000))))
                .isEmpty();
    }

    @Test
    void takesTextsNumbersAndTruthAsAttributes() {
        Map<String, Object> attributes =
                Map.of("gender", "Men", "year", 2012, "price", 9.5, "huge", BigInteger.TEN, "sold", true);

        assertThat(ProductRules.problems("1", "Name", attributes)).isEmpty();
    }

    @Test
    void refusesAttributesThatAreNothingOfTheKind() {
        assertThat(fields("1", "Name", Map.of("sizes", List.of("S", "M")))).containsExactly("attributes.sizes");
        assertThat(fields("1", "Name", Map.of("size", Map.of()))).containsExactly("attributes.size");
        assertThat(fields("1", "Name", Map.of("much", 1e308 * 10))).containsExactly("attributes.much");
        assertThat(fields("1", "Name", Map.of("broken", "\udc00"))).containsExactly("attributes.broken");
        assertThat(fields("1", "Name", Collections.singletonMap("nothing", null)))
                .containsExactly("attributes.nothing");
        assertThat(fields("1", "Name", Map.of(" ", "x"))).containsExactly("attributes");
    }

    @Test
    void namesAProductWithoutNameByWhatIsKnown() {
        assertThat(ProductRules.nameFrom(
                        Map.of("articleType", "Clutches", "baseColour", "Maroon", "gender", "Women", "year", 2012)))
                .isEqualTo("Women Maroon Clutches");
        assertThat(ProductRules.nameFrom(Map.of("year", 2012))).isEmpty();
    }

    private static List<String> fields(String id, String name, Map<String, Object> attributes) {
        return ProductRules.problems(id, name, attributes).stream()
                .map(FieldProblem::field)
                .toList();
    }
}
