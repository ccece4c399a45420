package io.vitrine.catalogue.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A catalogue without a photographer: every kind, gender and colour in several variants, drawn by rules and chance. */
public final class SampleCatalogue {

    /** Raised whenever pictures change, so that a service that drew an older version draws again. */
    public static final int DRAWING_VERSION = 1;

    private final List<SampleProduct> products;

    private SampleCatalogue(List<SampleProduct> products) {
        this.products = List.copyOf(products);
    }

    /** The catalogue of {@code seed}; another seed gives the same range in other shades, proportions and details. */
    public static SampleCatalogue drawnWith(long seed) {
        Dice dice = new Dice(seed);
        List<Design> designs = designs(dice);
        List<SampleProduct> products = new ArrayList<>(designs.size());
        while (!designs.isEmpty()) {
            int last = designs.size() - 1;
            int chosen = dice.below(designs.size());
            Design design = designs.set(chosen, designs.get(last));
            designs.removeLast();
            products.add(product(products.size() + 1, design, dice));
        }
        return new SampleCatalogue(products);
    }

    /** The products in no particular order, ids ascending; nothing is drawn before its picture is asked for. */
    public List<SampleProduct> products() {
        return products;
    }

    private static List<Design> designs(Dice dice) {
        List<Design> designs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Gender gender : kind.genders()) {
                for (Colour colour : kind.colours()) {
                    for (Pattern pattern : kind.patterns()) {
                        designs.add(new Design(kind, gender, colour, pattern, dice.seed()));
                    }
                }
            }
        }
        return designs;
    }

    private static SampleProduct product(int number, Design design, Dice dice) {
        String id = String.format(Locale.ROOT, "sample-%06d", number);
        return new SampleProduct(id, Naming.name(design, dice), Naming.attributes(design, dice), design::draw);
    }
}
