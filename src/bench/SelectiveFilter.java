import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A filter on one or two attributes.
 *
 * @param products how many products of the catalogue have all of the values
 */
record SelectiveFilter(Map<String, String> values, long products) {

    private static final List<String> ATTRIBUTES = List.of("gender", "baseColour", "articleType", "season", "usage");

    /** The one that lets through the share of the products, or what is nearest to it. */
    static SelectiveFilter of(List<Api.Product> products, double share) {
        return filters(products).stream()
                .min(Comparator.comparingDouble(each -> Math.abs(Math.log(each.products() / (share * products.size())))))
                .orElseThrow();
    }

    private static List<SelectiveFilter> filters(List<Api.Product> products) {
        List<SelectiveFilter> filters = new ArrayList<>();
        for (String first : ATTRIBUTES) {
            for (String second : ATTRIBUTES) {
                products.stream()
                        .filter(product -> !product.attribute(first).isEmpty() && !product.attribute(second).isEmpty())
                        .collect(Collectors.groupingBy(
                                product -> (Map<String, String>) new TreeMap<>(values(product, first, second)),
                                Collectors.counting()))
                        .forEach((values, count) -> filters.add(new SelectiveFilter(values, count)));
            }
        }
        return filters;
    }

    private static Map<String, String> values(Api.Product product, String first, String second) {
        return first.equals(second)
                ? Map.of(first, product.attribute(first))
                : Map.of(first, product.attribute(first), second, product.attribute(second));
    }
}
