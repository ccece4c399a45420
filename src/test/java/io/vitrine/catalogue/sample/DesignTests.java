package io.vitrine.catalogue.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DesignTests {

    /** Below this chroma (the widest difference between two channels, of 255) a pixel has no colour of its own. */
    private static final int COLOURLESS = 24;

    @Test
    void everyCutLeavesAWhiteBorder() {
        List<Design> blueOnes = everyDesign(3).stream()
                .filter(design -> design.colour() == Colour.BLUE)
                .toList();

        assertThat(blueOnes).hasSizeGreaterThan(40).allSatisfy(design -> {
            BufferedImage picture = design.draw();
            for (int x = 0; x < Studio.WIDTH; x++) {
                assertThat(picture.getRGB(x, 0) & picture.getRGB(x, Studio.HEIGHT - 1))
                        .isEqualTo(0xFFFFFFFF);
            }
            for (int y = 0; y < Studio.HEIGHT; y++) {
                assertThat(picture.getRGB(0, y) & picture.getRGB(Studio.WIDTH - 1, y))
                        .isEqualTo(0xFFFFFFFF);
            }
        });
    }

    @Test
    void theTypicalColourOfADrawnProductIsNearestToItsOwnColourName() {
        List<Design> mistaken = everyDesign(5).stream()
                .filter(design -> nearest(typicalColour(design), design) != design.colour())
                .toList();

        assertThat(mistaken).isEmpty();
    }

    @Test
    void menAreCutWiderThanWomen() {
        for (Kind kind : List.of(Kind.TSHIRTS, Kind.SHIRTS, Kind.SWEATSHIRTS, Kind.JACKETS, Kind.WATCHES)) {
            assertThat(width(kind, Gender.MEN)).as(kind.noun()).isGreaterThan(width(kind, Gender.WOMEN) * 5 / 4);
        }
    }

    @Test
    void childrenStandSmallerInTheFrame() {
        assertThat(width(Kind.TSHIRTS, Gender.BOYS)).isLessThan(width(Kind.TSHIRTS, Gender.MEN));
        assertThat(width(Kind.SKIRTS, Gender.GIRLS)).isPositive();
    }

    /** One design of each kind, gender and colour, the pattern by turns. */
    private static List<Design> everyDesign(long seed) {
        List<Design> designs = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Gender gender : kind.genders()) {
                for (Colour colour : kind.colours()) {
                    Pattern pattern =
                            kind.patterns().get(designs.size() % kind.patterns().size());
                    designs.add(new Design(kind, gender, colour, pattern, seed * 1_000_003 + designs.size()));
                }
            }
        }
        return designs;
    }

    /** The median of each channel; soles and buckles are in the minority, and colourless pixels of a colourful product. */
    private static Color typicalColour(Design design) {
        BufferedImage stage = design.laidOut().stage();
        boolean colourful = chroma(design.colour().middle().getRGB()) > COLOURLESS;
        int[] pixels = IntStream.of(stage.getRGB(0, 0, Studio.WIDTH, Studio.HEIGHT, null, 0, Studio.WIDTH))
                .filter(pixel -> pixel >>> 24 == 255 && colourful == chroma(pixel) > COLOURLESS)
                .toArray();
        return new Color(median(pixels, 16), median(pixels, 8), median(pixels, 0));
    }

    private static int median(int[] pixels, int shift) {
        return IntStream.of(pixels).map(pixel -> pixel >> shift & 255).sorted().toArray()[pixels.length / 2];
    }

    private static Colour nearest(Color typical, Design design) {
        return design.kind().colours().stream()
                .min(Comparator.comparingDouble(colour -> distance(colour.middle(), typical)))
                .orElseThrow();
    }

    /** The distance of two colours for an eye that makes up for light and shade: CIELAB with its lightness halved. */
    private static double distance(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.hypot((a[0] - b[0]) / 2, Math.hypot(a[1] - b[1], a[2] - b[2]));
    }

    /** CIELAB under the white of sRGB, D65 (IEC 61966-2-1). */
    private static double[] lab(Color colour) {
        double red = linear(colour.getRed() / 255.0);
        double green = linear(colour.getGreen() / 255.0);
        double blue = linear(colour.getBlue() / 255.0);
        double x = Math.cbrt((.4124 * red + .3576 * green + .1805 * blue) / .9505);
        double y = Math.cbrt(.2126 * red + .7152 * green + .0722 * blue);
        double z = Math.cbrt((.0193 * red + .1192 * green + .9505 * blue) / 1.0891);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(double channel) {
        return channel <= .04045 ? channel / 12.92 : Math.pow((channel + .055) / 1.055, 2.4);
    }

    private static int chroma(int pixel) {
        int red = pixel >> 16 & 255;
        int green = pixel >> 8 & 255;
        int blue = pixel & 255;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }

    /** The widest row of a plain blue one, in pixels. */
    private static int width(Kind kind, Gender gender) {
        BufferedImage picture = new Design(kind, gender, Colour.BLUE, Pattern.PLAIN, 11).draw();
        return Stream.iterate(0, y -> y < Studio.HEIGHT, y -> y + 4)
                .mapToInt(y -> {
                    int count = 0;
                    for (int x = 0; x < Studio.WIDTH; x++) {
                        count += chroma(picture.getRGB(x, y)) > COLOURLESS ? 1 : 0;
                    }
                    return count;
                })
                .max()
                .orElseThrow();
    }
}
