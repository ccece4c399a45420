package io.vitrine.catalogue.sample;

import static io.vitrine.catalogue.sample.Colour.*;
import static io.vitrine.catalogue.sample.Gender.BOYS;
import static io.vitrine.catalogue.sample.Gender.GIRLS;
import static io.vitrine.catalogue.sample.Gender.MEN;
import static io.vitrine.catalogue.sample.Gender.UNISEX;
import static io.vitrine.catalogue.sample.Gender.WOMEN;
import static io.vitrine.catalogue.sample.Pattern.CHECKED;
import static io.vitrine.catalogue.sample.Pattern.DOTTED;
import static io.vitrine.catalogue.sample.Pattern.FLORAL;
import static io.vitrine.catalogue.sample.Pattern.GRAPHIC;
import static io.vitrine.catalogue.sample.Pattern.PINSTRIPED;
import static io.vitrine.catalogue.sample.Pattern.PLAIN;
import static io.vitrine.catalogue.sample.Pattern.STRIPED;

import java.util.ArrayList;
import java.util.List;

/** A kind of product: its place in the data set's taxonomy, what it comes in, and who draws it. */
enum Kind {
    TSHIRTS(
            "Topwear",
            "Tshirts",
            "T-shirt",
            Tops::tshirt,
            .88,
            List.of(MEN, WOMEN, BOYS, GIRLS),
            Shop.PRINTED,
            NAVY_BLUE),
    TOPS("Topwear", "Tops", "Top", Tops::top, 1.1, List.of(WOMEN), Shop.FEMININE),
    SWEATSHIRTS("Topwear", "Sweatshirts", "Sweatshirt", Tops::sweatshirt, .84, List.of(MEN, WOMEN), Shop.PRINTED),
    SHIRTS("Topwear", "Shirts", "Shirt", Shirts::shirt, .84, List.of(MEN, WOMEN, BOYS), Shop.WOVEN),
    KURTAS("Topwear", "Kurtas", "Kurta", Kurtas::kurta, .88, List.of(MEN, WOMEN), Shop.ETHNIC),
    JACKETS("Topwear", "Jackets", "Jacket", Jackets::jacket, .86, List.of(MEN, WOMEN), Shop.SOLID),
    JEANS("Bottomwear", "Jeans", "Jeans", Bottoms::jeans, .94, List.of(MEN, WOMEN), Shop.SOLID, NAVY_BLUE),
    TROUSERS("Bottomwear", "Trousers", "Trousers", Bottoms::trousers, .94, List.of(MEN, WOMEN), Shop.TAILORED),
    SHORTS("Bottomwear", "Shorts", "Shorts", Shorts::shorts, 1, List.of(MEN, WOMEN, BOYS, GIRLS), Shop.TAILORED),
    DRESSES("Dress", "Dresses", "Dress", Dresses::dress, .98, List.of(WOMEN, GIRLS), Shop.FEMININE),
    SKIRTS("Bottomwear", "Skirts", "Skirt", Skirts::skirt, 1, List.of(WOMEN, GIRLS), Shop.FEMININE),
    CASUAL_SHOES("Shoes", "Casual Shoes", "Casual Shoes", Shoes::casual, .94, List.of(MEN, WOMEN), Shop.SOLID),
    SPORTS_SHOES("Shoes", "Sports Shoes", "Sports Shoes", SportsShoes::shoe, .94, List.of(MEN, WOMEN), Shop.SOLID),
    HEELS("Shoes", "Heels", "Heels", OpenShoes::heels, .94, List.of(WOMEN), Shop.SOLID),
    FLIP_FLOPS("Flip Flops", "Flip Flops", "Flip Flops", OpenShoes::flipFlops, .94, List.of(MEN, WOMEN), Shop.SOLID),
    HANDBAGS("Bags", "Handbags", "Handbag", Bags::handbag, 1, List.of(WOMEN), Shop.SOLID),
    BACKPACKS("Bags", "Backpacks", "Backpack", Bags::backpack, 1, List.of(UNISEX), Shop.SOLID),
    WATCHES("Watches", "Watches", "Watch", Watches::watch, .92, List.of(MEN, WOMEN), Shop.SOLID, SILVER, GOLD),
    CAPS("Headwear", "Caps", "Cap", Accessories::cap, .88, List.of(UNISEX), Shop.SOLID),
    SUNGLASSES("Eyewear", "Sunglasses", "Sunglasses", Accessories::sunglasses, .94, List.of(MEN, WOMEN), Shop.SOLID),
    BELTS("Belts", "Belts", "Belt", Belts::belt, .96, List.of(MEN, WOMEN), Shop.SOLID);

    /** Draws one product of a kind on a studio's stage. */
    interface Tailor {
        void draw(Studio studio, Fabric fabric, Gender gender, Dice dice);
    }

    /** What fabrics a kind is made of, one for each variant of a combination. */
    private static final class Shop {
        static final List<Colour> EVERYDAY =
                List.of(RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, PINK, BROWN, GREY, BLACK, WHITE);
        static final List<Pattern> PRINTED = List.of(PLAIN, PLAIN, STRIPED, GRAPHIC, GRAPHIC);
        static final List<Pattern> WOVEN = List.of(PLAIN, PLAIN, CHECKED, PINSTRIPED, CHECKED);
        static final List<Pattern> ETHNIC = List.of(PLAIN, PLAIN, FLORAL, PINSTRIPED, FLORAL);
        static final List<Pattern> FEMININE = List.of(PLAIN, PLAIN, DOTTED, FLORAL, STRIPED);
        static final List<Pattern> TAILORED = List.of(PLAIN, PLAIN, PLAIN, CHECKED, PINSTRIPED);
        static final List<Pattern> SOLID = List.of(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN);
    }

    private final String subCategory;
    private final String articleType;
    private final String noun;
    private final Tailor tailor;
    private final double scale;
    private final List<Gender> genders;
    private final List<Pattern> patterns;
    private final List<Colour> colours;

    Kind(
            String subCategory,
            String articleType,
            String noun,
            Tailor tailor,
            double scale,
            List<Gender> genders,
            List<Pattern> patterns,
            Colour... more) {
        this.subCategory = subCategory;
        this.articleType = articleType;
        this.noun = noun;
        this.tailor = tailor;
        this.scale = scale;
        this.genders = genders;
        this.patterns = patterns;
        List<Colour> range = new ArrayList<>(Shop.EVERYDAY);
        range.addAll(List.of(more));
        if (range.contains(SILVER)) { // beside the metals nobody tells these apart
            range.removeAll(List.of(GREY, YELLOW));
        }
        this.colours = List.copyOf(range);
    }

    String masterCategory() {
        return switch (subCategory) {
            case "Shoes", "Flip Flops" -> "Footwear";
            case "Topwear", "Bottomwear", "Dress" -> "Apparel";
            default -> "Accessories";
        };
    }

    String subCategory() {
        return subCategory;
    }

    String articleType() {
        return articleType;
    }

    String noun() {
        return noun;
    }

    Tailor tailor() {
        return tailor;
    }

    /** How large it stands in the picture. */
    double scale() {
        return scale;
    }

    List<Gender> genders() {
        return genders;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    List<Colour> colours() {
        return colours;
    }

    /** Shown from the side, so that it may point either way. */
    boolean hasSides() {
        return masterCategory().equals("Footwear") || this == CAPS;
    }
}
