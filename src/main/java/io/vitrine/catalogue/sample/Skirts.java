package io.vitrine.catalogue.sample;

import java.awt.geom.Path2D;

/** Skirts. */
final class Skirts {

    private Skirts() {}

    /** Women's long and narrow or flared to the knee; girls' a short pleated wheel. */
    static void skirt(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean child = gender == Gender.GIRLS;
        boolean narrow = !child && dice.chance(.4);
        double waist = child ? dice.between(54, 62) : dice.between(58, 66);
        double hem = child ? dice.between(128, 146) : narrow ? dice.between(76, 86) : dice.between(112, 138);
        double top = child ? -70 : -150;
        double bottom = child ? dice.between(48, 66) : dice.between(120, 160);
        double hip = narrow ? 100 : (waist + hem) / 2 + 4;
        Path2D shape = Outline.from(0, top)
                .line(waist, top)
                .cubic(hip, top + 60, hip - (narrow ? 0 : 6), top + 110, hem, bottom)
                .quad(hem * .6, bottom + 14, 0, bottom + 14)
                .mirrored();
        studio.cut(fabric, shape, graphics -> {
            if (!narrow) {
                Pleats.paint(graphics, fabric, child ? 13 : 9, waist, top, hem, bottom);
            }
        });
        studio.cut(
                fabric.plain().shaded(-.1),
                Outline.from(0, top - 2)
                        .line(waist + 1, top - 6)
                        .line(waist + 3, top + 14)
                        .quad(waist * .5, top + 19, 0, top + 19)
                        .mirrored());
        if (narrow) {
            studio.line(
                    fabric.seam(),
                    2,
                    Outline.from(30, bottom - 64).line(32, bottom + 9).open());
            studio.linePair(
                    fabric.seam(),
                    1.5,
                    Outline.from(30, top + 18).line(34, top + 64).open());
        }
        if (child) {
            studio.line(
                    Dresses.trim(fabric).colour(),
                    5,
                    Outline.from(-hem + 3, bottom - 4)
                            .quad(0, bottom + 23, hem - 3, bottom - 4)
                            .open());
            Bow.draw(studio, Dresses.trim(fabric), waist * .5, top + 10, 15);
        } else {
            studio.button(
                    waist * .7,
                    top + 7,
                    4,
                    fabric.luminance() > .7
                            ? fabric.shaded(-.35).colour()
                            : fabric.shaded(.6).colour());
        }
    }
}
