package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** A pair of legs and what is sewn to it, from the waistband's {@code top} to the hems; widths are half widths. */
record Legs(
        double top, double bottom, double waist, double hip, double crotch, double outer, double inner, double knee) {

    static final Color METAL = new Color(190, 170, 130);

    Path2D shape() {
        double middle = crotch + (bottom - crotch) * .45;
        return Outline.from(0, top)
                .line(waist, top)
                .quad(hip, top + 40, hip, top + 86)
                .cubic(hip - 2, crotch + 40, knee, middle - 30, knee, middle)
                .quad((knee + outer) / 2, (middle + bottom) / 2, outer, bottom)
                .line(inner, bottom + 2)
                .quad(inner * .8, middle, 2, crotch)
                .line(0, crotch)
                .mirrored();
    }

    Legs varied(Dice dice) {
        return new Legs(
                top,
                dice.about(bottom, .03),
                dice.about(waist, .04),
                dice.about(hip, .04),
                dice.about(crotch, .08),
                dice.about(outer, .05),
                inner,
                dice.about(knee, .05));
    }

    void waistband(Studio studio, Fabric fabric, double height) {
        studio.cut(
                fabric.shaded(-.08),
                Outline.from(0, top + 4)
                        .quad(waist * .6, top + 4, waist, top - 2)
                        .line(waist + 4, top + height)
                        .quad(waist * .6, top + height + 5, 0, top + height + 5)
                        .mirrored());
        for (double x : new double[] {waist * .42, waist * .86}) {
            studio.linePair(
                    fabric.seam(),
                    4,
                    Outline.from(x, top + 1).line(x + 1, top + height + 4).open());
        }
    }

    void fly(Studio studio, Fabric fabric) {
        studio.line(
                fabric.seam(), 1.8, Outline.from(0, top + 20).line(0, crotch).open());
        studio.line(
                fabric.seam(),
                1.3,
                Outline.from(15, top + 20)
                        .cubic(15, top + 74, 10, top + 84, 0, top + 90)
                        .open());
        studio.button(1, top + 12, 4.2, METAL);
    }

    void hems(Studio studio, Color thread, double above) {
        Shape hem = Outline.from(inner + 2, bottom - above)
                .line(outer - 2, bottom - above - 2)
                .open();
        studio.stitch(thread, hem);
        studio.stitch(thread, Studio.mirror(hem));
    }

    void turnUps(Studio studio, Fabric fabric, double height) {
        double y = bottom - height;
        studio.cutPair(
                fabric,
                Outline.from(inner - 2, y + 2)
                        .line(outer + 2, y)
                        .line(outer + 3, bottom + 1)
                        .line(inner - 3, bottom + 4)
                        .closed());
    }
}
