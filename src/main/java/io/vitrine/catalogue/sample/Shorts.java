package io.vitrine.catalogue.sample;

import java.awt.Color;

/** Shorts. */
final class Shorts {

    private Shorts() {}

    /** Men's to the knee with cargo pockets; women's brief with turn-ups; children's small, girls' flared with a bow. */
    static void shorts(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        Legs legs = switch (gender) {
            case WOMEN -> new Legs(-80, 62, 70, 96, 22, 104, 12, 100).varied(dice);
            case GIRLS -> new Legs(-70, 66, 58, 84, 18, 122, 16, 100).varied(dice);
            case BOYS -> new Legs(-84, 104, 74, 92, 10, 112, 18, 100).varied(dice);
            case MEN, UNISEX -> new Legs(-130, 138, 84, 104, -2, 124, 20, 112).varied(dice);
        };
        studio.cut(fabric, legs.shape());
        Fabric plain = fabric.plain();
        legs.waistband(studio, plain, gender.isChild() ? 20 : 16);
        if (gender.isChild()) {
            studio.linePair(
                    new Color(250, 250, 245),
                    3,
                    Outline.from(3, legs.top() + 14)
                            .quad(20, legs.top() + 34, 10, legs.top() + 52)
                            .open());
        } else {
            legs.fly(studio, plain);
        }
        studio.linePair(
                fabric.seam(),
                2,
                Outline.from(legs.waist() * .62, legs.top() + 17)
                        .line(legs.hip(), legs.top() + 56)
                        .open());
        switch (gender) {
            case WOMEN -> legs.turnUps(studio, plain.shaded(fabric.luminance() > .25 ? -.1 : .12), 17);
            case GIRLS -> {
                legs.turnUps(studio, plain.shaded(fabric.luminance() > .6 ? -.22 : .4), 9);
                Bow.draw(studio, plain.shaded(fabric.luminance() > .6 ? -.25 : .4), 0, legs.top() + 12, 15);
            }
            case BOYS -> legs.hems(studio, fabric.seam(), 9);
            case MEN, UNISEX -> {
                legs.hems(studio, fabric.seam(), 10);
                cargoPockets(studio, fabric, legs);
            }
        }
    }

    private static void cargoPockets(Studio studio, Fabric fabric, Legs legs) {
        double y = legs.crotch() + 34;
        studio.cutPair(
                fabric,
                Outline.from(66, y)
                        .line(108, y - 4)
                        .line(110, y + 52)
                        .line(66, y + 54)
                        .closed());
        studio.cutPair(
                fabric.shaded(-.06),
                Outline.from(64, y - 2)
                        .line(110, y - 7)
                        .line(111, y + 13)
                        .line(64, y + 16)
                        .closed());
    }
}
