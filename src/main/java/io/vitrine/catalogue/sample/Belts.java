package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;

/** Belts. */
final class Belts {

    private static final Color STEEL = new Color(190, 192, 198);
    private static final Color BRASS = new Color(206, 172, 96);

    private Belts() {}

    /** A rolled belt; men's broad with a square buckle, women's slender with a round one. */
    static void belt(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean slender = gender == Gender.WOMEN;
        double height = slender ? dice.between(25, 31) : dice.between(46, 56);
        double depth = dice.between(58, 76);
        Fabric leather = fabric.stiff();
        Shape back = Outline.from(-146, 0)
                .cubic(-146, -depth, 146, -depth, 146, 0)
                .line(146, height)
                .cubic(146, height - depth, -146, height - depth, -146, height)
                .closed();
        studio.cut(leather.plain().shaded(leather.luminance() > .85 ? -.1 : leather.luminance() > .2 ? -.2 : .1), back);
        Shape front = Outline.from(-146, 0)
                .cubic(-146, depth, 146, depth, 146, 0)
                .line(146, height)
                .cubic(146, height + depth, -146, height + depth, -146, height)
                .closed();
        studio.cut(leather, front);
        Color thread = fabric.luminance() > .6 ? new Color(0, 0, 0, 90) : new Color(255, 255, 255, 110);
        studio.stitch(
                thread,
                Outline.from(-143, 6)
                        .cubic(-143, depth + 5, 143, depth + 5, 143, 6)
                        .open());
        studio.stitch(
                thread,
                Outline.from(-143, height - 6)
                        .cubic(-143, height + depth - 5, 143, height + depth - 5, 143, height - 6)
                        .open());
        double y = depth * .74 + height / 2;
        Color metal = dice.chance(slender ? .7 : .3) ? BRASS : STEEL;
        for (int hole = 0; hole < 4; hole++) {
            studio.fill(
                    new Color(0, 0, 0, 130), Studio.circle(34 + hole * 20, y - hole * hole * 1.3 - 3, slender ? 2 : 3));
        }
        if (slender) {
            studio.line(Fabric.mix(metal, Color.BLACK, .4), 8, Studio.circle(-12, y, height * .95));
            studio.line(metal, 5.5, Studio.circle(-12, y, height * .95));
            studio.line(
                    metal,
                    4,
                    Outline.from(-12 - height * .9, y)
                            .line(-12 + height * .9, y)
                            .open());
        } else {
            Shape square = Studio.box(-44, y - height * .62, 58, height * 1.24);
            studio.line(Fabric.mix(metal, Color.BLACK, .45), 10, square);
            studio.line(metal, 7.5, square);
            studio.line(metal, 5, Outline.from(-44, y).line(12, y).open());
            studio.cut(leather.plain(), Studio.box(26, y - height * .54, 13, height * 1.06));
        }
    }
}
