package io.vitrine.catalogue.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names and attributes as a shop would give them. */
final class Naming {

    private static final List<String> BRANDS = List.of(
            "Alderhythe",
            "Bramlow",
            "Corvello",
            "Dunmarrow",
            "Elmsworth",
            "Fennaby",
            "Garrick & Lune",
            "Halverson Grey",
            "Ilvermoor",
            "Juniper Vale",
            "Kestrine",
            "Larkmoor",
            "Marrowby",
            "Norrington",
            "Oakhaven",
            "Pellworth",
            "Quillan",
            "Rookwood",
            "Saltmere",
            "Tamsel",
            "Umberley",
            "Vantry",
            "Wexcombe",
            "Yarrowdale");

    private Naming() {}

    static String name(Design design, Dice dice) {
        String pattern = design.pattern().label();
        return "%s %s %s %s%s"
                .formatted(
                        dice.oneOf(BRANDS),
                        design.gender().label(),
                        design.colour().label(),
                        pattern.isEmpty() ? "" : pattern + " ",
                        design.kind().noun());
    }

    static Map<String, String> attributes(Design design, Dice dice) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("gender", design.gender().label());
        attributes.put("masterCategory", design.kind().masterCategory());
        attributes.put("subCategory", design.kind().subCategory());
        attributes.put("articleType", design.kind().articleType());
        attributes.put("baseColour", design.colour().label());
        attributes.put("season", dice.oneOf(List.of("Summer", "Fall", "Winter", "Spring")));
        attributes.put("year", String.format(Locale.ROOT, "%d", 2011 + dice.below(8)));
        attributes.put("usage", usage(design));
        return attributes;
    }

    private static String usage(Design design) {
        return switch (design.kind()) {
            case SPORTS_SHOES -> "Sports";
            case KURTAS -> "Ethnic";
            case TROUSERS -> "Formal";
            default -> "Casual";
        };
    }
}
