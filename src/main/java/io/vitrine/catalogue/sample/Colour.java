package io.vitrine.catalogue.sample;

import java.awt.Color;

/** A colour's name in a shop, and the range of shades that a shopper would call by it. */
enum Colour {
    RED("Red", 352, 362, .82, .95, .72, .88),
    ORANGE("Orange", 20, 28, .85, .95, .92, .99),
    YELLOW("Yellow", 47, 53, .72, .86, .94, .99),
    GREEN("Green", 122, 148, .58, .78, .46, .66),
    BLUE("Blue", 208, 220, .68, .84, .68, .86),
    NAVY_BLUE("Navy Blue", 222, 232, .58, .72, .26, .36),
    PURPLE("Purple", 272, 286, .55, .70, .48, .64),
    PINK("Pink", 328, 342, .38, .56, .94, .99),
    BROWN("Brown", 18, 27, .55, .68, .36, .48),
    GREY("Grey", 200, 230, .00, .04, .52, .64),
    BLACK("Black", 200, 260, .00, .08, .09, .15),
    WHITE("White", 30, 60, .00, .02, .96, .985),
    SILVER("Silver", 205, 220, .03, .06, .70, .77),
    GOLD("Gold", 40, 45, .50, .60, .78, .88);

    private final String label;
    private final double[] hue;
    private final double[] saturation;
    private final double[] brightness;

    Colour(String label, double hue0, double hue1, double sat0, double sat1, double bright0, double bright1) {
        this.label = label;
        this.hue = new double[] {hue0, hue1};
        this.saturation = new double[] {sat0, sat1};
        this.brightness = new double[] {bright0, bright1};
    }

    String label() {
        return label;
    }

    boolean isMetal() {
        return this == SILVER || this == GOLD;
    }

    /** One shade out of the range. */
    Color shade(Dice dice) {
        return of(
                pick(hue, dice.between(0, 1)),
                pick(saturation, dice.between(0, 1)),
                pick(brightness, dice.between(0, 1)));
    }

    /** The middle of the range. */
    Color middle() {
        return of(pick(hue, .5), pick(saturation, .5), pick(brightness, .5));
    }

    private static double pick(double[] range, double at) {
        return range[0] + (range[1] - range[0]) * at;
    }

    private static Color of(double hue, double saturation, double brightness) {
        return Color.getHSBColor((float) (hue / 360), (float) saturation, (float) brightness);
    }
}
