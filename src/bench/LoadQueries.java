import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Millions of short queries of which none repeats, "puma navy blue casual shoes for men": a brand, a colour, a kind and a gender of the
 * catalogue, combined. Where a run begins among them is drawn, so that a service does not remember those of the last one either.
 */
final class LoadQueries {

    private static final int FEWEST_OF_BRAND = 20;
    /** A prime larger than any number of combinations: a walk by it meets each of them once. */
    private static final long STRIDE = 2_654_435_761L;

    private final List<String> brands;
    private final List<String> colours;
    private final List<String> kinds;
    private final List<String> genders;
    private final long combinations;
    private final AtomicLong next;

    LoadQueries(List<Api.Product> products, long start) {
        brands = often(products, product -> product.name().strip().split("\\s+")[0], FEWEST_OF_BRAND);
        colours = often(products, product -> product.attribute("baseColour"), 1);
        kinds = often(products, product -> product.attribute("articleType"), 1);
        genders = often(products, product -> product.attribute("gender"), 1);
        combinations = List.of(brands, colours, kinds, genders).stream()
                .mapToLong(Collection::size)
                .reduce(1, Math::multiplyExact);
        next = new AtomicLong(Math.floorMod(start, combinations));
    }

    private static List<String> often(List<Api.Product> products, Function<Api.Product, String> part, int fewest) {
        return products.stream()
                .map(product -> part.apply(product).toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && !value.equals("na"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= fewest)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    long combinations() {
        return combinations;
    }

    /** The next query, for whichever client asks first. */
    String next() {
        long place = next.getAndIncrement() % combinations * (STRIDE % combinations) % combinations;
        String brand = brands.get((int) (place % brands.size()));
        place /= brands.size();
        String colour = colours.get((int) (place % colours.size()));
        place /= colours.size();
        String kind = kinds.get((int) (place % kinds.size()));
        String gender = genders.get((int) (place / kinds.size()));
        return brand + " " + colour + " " + kind + " for " + gender;
    }
}
