import io.vitrine.learning.ShopperWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Queries made from a catalogue by rule, each with the rule that says which products it means.
 *
 * <ul>
 *   <li>Attribute phrases: gender, colour and kind in the words of the columns, "navy blue kurtas for women". Combinations with at least
 *       ten products.
 *   <li>Paraphrases: the same in a shopper's words, only phrases whose words share no stem of four letters with the kind's own name,
 *       "ladies' wine red jumpers" for Women, Burgundy, Sweaters.
 *   <li>Shopper's phrases: in a shopper's words, whatever they share with the columns; two for each combination with at least thirty
 *       products, so that an answer of ten may be right throughout.
 *   <li>Brands: the first word of at least 20 names, and a kind of which the brand has at least five products, "puma flip flops".
 *   <li>Typos: attribute phrases and brands, half of each, in which one word of at least four letters (in brand queries the brand) has one
 *       mistake: a letter left out, doubled, exchanged with the next one, or replaced.
 * </ul>
 */
final class QuerySets {

    static final int EACH = 240;
    private static final int FEWEST_OF_PHRASE = 10;
    private static final int FEWEST_OF_SHOPPERS = 30;
    private static final int SHOPPERS_EACH = 2;
    private static final int ATTEMPTS = 200;
    private static final int FEWEST_OF_BRAND = 20;
    private static final int FEWEST_OF_BRAND_AND_KIND = 5;
    private static final int STEM = 4;
    private static final List<String> GENDERS = List.of("Men", "Women", "Boys", "Girls", "Unisex");
    private static final Set<String> NO_BRANDS = Set.of("men", "women", "boys", "girls", "unisex", "kids", "the");

    /** @param meant the products that the query means */
    record Query(String text, Predicate<Api.Product> meant, long relevant) {}

    private final List<Api.Product> products;
    private final Random random;
    private final ShopperWords words = ShopperWords.load();

    QuerySets(List<Api.Product> products, long seed) {
        this.products = products;
        this.random = new Random(seed);
    }

    Map<String, List<Query>> all() {
        List<Query> phrases = phrases();
        List<Query> brands = brands();
        Map<String, List<Query>> sets = new LinkedHashMap<>();
        sets.put("attribute phrases", phrases);
        sets.put("paraphrases", paraphrases());
        sets.put("brands", brands);
        sets.put("typos", typos(phrases, brands));
        sets.put("shopper's phrases", shoppersPhrases());
        return sets;
    }

    private record Combination(String gender, String colour, String kind) {

        static Combination of(Api.Product product) {
            return new Combination(
                    product.attribute("gender"), product.attribute("baseColour"), product.attribute("articleType"));
        }

        boolean isWhole() {
            return GENDERS.contains(gender) && !colour.isEmpty() && !colour.equals("NA") && !kind.isEmpty();
        }
    }

    private List<Map.Entry<Combination, Long>> combinations(int fewest) {
        return drawn(counts(Combination::of), entry -> entry.getValue() >= fewest && entry.getKey().isWhole());
    }

    private List<Query> phrases() {
        return combinations(FEWEST_OF_PHRASE).stream()
                .limit(EACH)
                .map(entry -> {
                    Combination each = entry.getKey();
                    String text = (each.colour() + " " + each.kind() + " for " + each.gender()).toLowerCase(Locale.ROOT);
                    return query(text, each, entry.getValue());
                })
                .toList();
    }

    private List<Query> paraphrases() {
        List<Query> queries = combinations(FEWEST_OF_PHRASE).stream()
                .flatMap(entry -> phrased(entry.getKey(), text -> !shareAStem(text, entry.getKey().kind())).stream()
                        .map(text -> query(text, entry.getKey(), entry.getValue())))
                .toList();
        return queries.subList(0, Math.min(EACH, queries.size()));
    }

    private List<Query> shoppersPhrases() {
        return combinations(FEWEST_OF_SHOPPERS).stream()
                .flatMap(entry -> Stream.generate(() -> phrased(entry.getKey(), text -> true))
                        .limit(ATTEMPTS)
                        .flatMap(Optional::stream)
                        .distinct()
                        .limit(SHOPPERS_EACH)
                        .map(text -> query(text, entry.getKey(), entry.getValue())))
                .toList();
    }

    /** A phrase that claims gender, colour and kind, and passes; nothing when none was drawn. */
    private Optional<String> phrased(Combination each, Predicate<String> passes) {
        Map<String, String> values =
                Map.of("gender", each.gender(), "baseColour", each.colour(), "articleType", each.kind());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ShopperWords.Phrase> phrase = words.phrase(values, random);
            if (phrase.isPresent()
                    && phrase.get().claims().equals(values)
                    && passes.test(phrase.get().text())) {
                return Optional.of(phrase.get().text());
            }
        }
        return Optional.empty();
    }

    private static boolean shareAStem(String text, String kind) {
        Set<String> stems = stems(text);
        stems.retainAll(stems(kind));
        return !stems.isEmpty();
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).replace("-", "").split("[^a-z]+")) {
            stems.add(word.substring(0, Math.min(STEM, word.length())));
        }
        return stems;
    }

    private static Query query(String text, Combination meant, long relevant) {
        return new Query(text, product -> Combination.of(product).equals(meant), relevant);
    }

    private record BrandAndKind(String brand, String kind) {

        static BrandAndKind of(Api.Product product) {
            String first = product.name().strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
            return new BrandAndKind(first, product.attribute("articleType"));
        }
    }

    private List<Query> brands() {
        Map<String, Long> ofBrand = counts(product -> BrandAndKind.of(product).brand());
        return drawn(counts(BrandAndKind::of), entry -> {
                    String brand = entry.getKey().brand();
                    return entry.getValue() >= FEWEST_OF_BRAND_AND_KIND
                            && ofBrand.get(brand) >= FEWEST_OF_BRAND
                            && brand.matches("[a-z]{3,}")
                            && !NO_BRANDS.contains(brand);
                })
                .stream()
                .limit(EACH)
                .map(entry -> new Query(
                        entry.getKey().brand() + " " + entry.getKey().kind().toLowerCase(Locale.ROOT),
                        product -> BrandAndKind.of(product).equals(entry.getKey()),
                        entry.getValue()))
                .toList();
    }

    private List<Query> typos(List<Query> phrases, List<Query> brands) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < Math.min(EACH / 2, Math.min(phrases.size(), brands.size())); i++) {
            queries.add(mistyped(phrases.get(i), false));
            queries.add(mistyped(brands.get(i), true));
        }
        return queries;
    }

    private Query mistyped(Query query, boolean first) {
        String[] words = query.text().split(" ");
        List<Integer> long4 = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (words[i].length() >= 4) {
                long4.add(i);
            }
        }
        int chosen = first || long4.isEmpty() ? 0 : long4.get(random.nextInt(long4.size()));
        words[chosen] = mistyped(words[chosen]);
        return new Query(String.join(" ", words), query.meant(), query.relevant());
    }

    private String mistyped(String word) {
        int at = 1 + random.nextInt(word.length() - 1);
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        char letter = word.charAt(at);
        String wrong = switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + letter + after;
            case 2 -> word.substring(0, at - 1) + letter + word.charAt(at - 1) + after;
            default -> before + (char) ('a' + random.nextInt(26)) + after;
        };
        return wrong.equals(word) ? before + after : wrong;
    }

    private <K> Map<K, Long> counts(Function<Api.Product, K> key) {
        return products.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    /** What is left of the counts, in random order that depends on the seed alone. */
    private <K> List<Map.Entry<K, Long>> drawn(Map<K, Long> counts, Predicate<Map.Entry<K, Long>> wanted) {
        Map<String, Map.Entry<K, Long>> ordered = new TreeMap<>();
        counts.entrySet().stream().filter(wanted).forEach(entry -> ordered.put(entry.getKey().toString(), entry));
        List<Map.Entry<K, Long>> entries = new ArrayList<>(ordered.values());
        Collections.shuffle(entries, random);
        return entries;
    }
}
