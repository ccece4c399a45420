package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** Wrist watches, upright, strap up and down: men's large with small dials, women's small on a slender strap. */
final class Watches {

    private static final Color STEEL = new Color(186, 190, 198);
    private static final Color GOLD = new Color(208, 170, 90);

    private Watches() {}

    static void watch(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean metallic = fabric.name().isMetal();
        boolean small = gender == Gender.WOMEN;
        Fabric strap = fabric.plain().stiff();
        Color metal = metallic ? fabric.colour() : dice.chance(small ? .5 : .25) ? GOLD : STEEL;
        double radius = small ? dice.between(46, 54) : dice.between(84, 94);
        double width = small ? dice.between(15, 19) : dice.between(37, 43);
        strap(studio, strap, width, metallic, small);
        Shape lug = Outline.from(0, -radius - 14)
                .line(width + 4, -radius - 14)
                .line(radius * .8, 0)
                .line(0, 0)
                .mirrored();
        Fabric steel = strap.dyed(metal);
        studio.cut(steel, lug);
        studio.cut(steel, AffineTransform.getScaleInstance(1, -1).createTransformedShape(lug));
        studio.cut(steel, Studio.box(radius - 3, -8, small ? 9 : 16, 16));
        studio.cut(steel, Studio.circle(0, 0, radius));
        Color face = metallic ? (dice.chance(.7) ? Fabric.mix(metal, Color.WHITE, .55) : metal) : face(fabric, dice);
        studio.fill(Fabric.mix(metal, Color.BLACK, .5), Studio.circle(0, 0, radius * .84));
        studio.cut(strap.dyed(face), Studio.circle(0, 0, radius * .8));
        dial(studio, strap.dyed(face), metal, radius * .8, small, dice);
    }

    private static Color face(Fabric fabric, Dice dice) {
        return dice.chance(.7)
                ? fabric.colour()
                : fabric.luminance() > .8
                        ? new Color(235, 235, 232)
                        : fabric.shaded(-.25).colour();
    }

    private static void strap(Studio studio, Fabric strap, double width, boolean metallic, boolean small) {
        double end = small ? width * .85 : width * .78;
        for (double direction : new double[] {-1, 1}) {
            Shape half = Outline.from(0, 0)
                    .line(width, 0)
                    .line(width, direction * 90)
                    .quad(end, direction * 150, end, direction * 212)
                    .quad(end * .8, direction * 222, 0, direction * 222)
                    .mirrored();
            studio.cut(strap, half);
            if (metallic) {
                for (double y = small ? 50 : 86; y < 216; y += small ? 9 : 14) {
                    studio.line(
                            new Color(0, 0, 0, 100),
                            1.6,
                            Outline.from(-width * .9, direction * y)
                                    .line(width * .9, direction * y)
                                    .open());
                }
                studio.linePair(
                        new Color(0, 0, 0, 80),
                        1.4,
                        Outline.from(width * .4, direction * 60)
                                .line(width * .36, direction * 214)
                                .open());
            } else {
                studio.stitch(
                        strap.luminance() > .6 ? new Color(120, 110, 100, 160) : new Color(235, 230, 220, 150),
                        Outline.from(width - 5, direction * 60)
                                .line(end - 4, direction * 208)
                                .open());
                studio.stitch(
                        strap.luminance() > .6 ? new Color(120, 110, 100, 160) : new Color(235, 230, 220, 150),
                        Outline.from(-width + 5, direction * 60)
                                .line(-end + 4, direction * 208)
                                .open());
                for (double y = 150; direction > 0 && y < 205; y += 14) {
                    studio.fill(new Color(0, 0, 0, 120), Studio.circle(0, y, 2.4));
                }
            }
        }
    }

    private static void dial(Studio studio, Fabric face, Color metal, double radius, boolean small, Dice dice) {
        Color mark = face.luminance() > .5 ? new Color(40, 40, 46) : new Color(240, 240, 236);
        for (int hour = 0; hour < 12; hour++) {
            double angle = Math.PI * hour / 6;
            double inner = radius * (hour % 3 == 0 ? .74 : .82);
            studio.line(
                    mark,
                    radius * .05,
                    Outline.from(inner * Math.sin(angle), -inner * Math.cos(angle))
                            .line(radius * .92 * Math.sin(angle), -radius * .92 * Math.cos(angle))
                            .open());
        }
        if (!small && dice.chance(.75)) {
            for (double[] place : new double[][] {{-.4, 0}, {.4, 0}, {0, .42}}) {
                Shape counter = Studio.circle(place[0] * radius, place[1] * radius, radius * .2);
                studio.fill(face.shaded(face.luminance() > .5 ? -.14 : .16).colour(), counter);
                studio.line(metal, 1.6, counter);
                studio.line(
                        mark,
                        1.4,
                        Outline.from(place[0] * radius, place[1] * radius)
                                .line(place[0] * radius + radius * .1, place[1] * radius - radius * .12)
                                .open());
            }
        }
        if (small && dice.chance(.6)) {
            for (int stone = 0; stone < 24; stone++) {
                double angle = Math.PI * stone / 12;
                studio.button(
                        radius * 1.13 * Math.sin(angle),
                        radius * 1.13 * Math.cos(angle),
                        2.1,
                        new Color(250, 250, 255));
            }
        }
        hand(studio, mark, radius * .5, radius * .07, -52);
        hand(studio, mark, radius * .74, radius * .05, 58);
        studio.button(0, 0, radius * .06, metal);
    }

    private static void hand(Studio studio, Color colour, double length, double width, double degrees) {
        double angle = Math.toRadians(degrees);
        studio.line(
                colour,
                width,
                Outline.from(0, 0)
                        .line(length * Math.sin(angle), -length * Math.cos(angle))
                        .open());
    }
}
