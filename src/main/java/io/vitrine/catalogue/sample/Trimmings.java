package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;

/** What shirts, kurtas and jackets have in common: collars, plackets, buttons, pockets. */
final class Trimmings {

    private Trimmings() {}

    static Shape collarStand(TopCut cut) {
        return Outline.from(0, cut.top() - 12)
                .quad(cut.neck(), cut.top() - 12, cut.neck() + 3, cut.top())
                .line(0, cut.top() + cut.depth() + 6)
                .mirrored();
    }

    /** Two flaps from the back of the neck; {@code drop} is their length. */
    static void collar(Studio studio, Fabric fabric, TopCut cut, double drop) {
        double top = cut.top();
        studio.cutPair(
                fabric,
                Outline.from(cut.neck() * .7, top - 13)
                        .line(cut.neck() + 5, top + 2)
                        .line(cut.neck() * .95, top + drop)
                        .line(3, top + cut.depth() - 2)
                        .quad(cut.neck() * .75, top + 14, cut.neck() * .7, top - 13)
                        .closed());
    }

    static void placket(Studio studio, Fabric fabric, double side, double top, double bottom) {
        studio.fill(new Color(0, 0, 0, 26), Studio.box(side * 12 - 2.5, top, 5, bottom - top));
        studio.line(
                fabric.seam(),
                1.5,
                Outline.from(side * 12, top).line(side * 12, bottom).open());
        studio.line(
                fabric.seam(),
                .8,
                Outline.from(side * -10, top).line(side * -10, bottom).open());
    }

    static void buttons(Studio studio, Fabric fabric, double x, double top, double bottom, int count) {
        Color button = fabric.luminance() > .7 ? new Color(150, 145, 138) : new Color(238, 234, 226);
        for (int i = 0; i < count; i++) {
            studio.button(x, top + (bottom - top) * i / (count - 1), 3.4, button);
        }
    }

    static void pocket(Studio studio, Fabric fabric, double x, double y, double size) {
        Shape pocket = Outline.from(x - size, y)
                .line(x + size, y)
                .line(x + size, y + size * 1.9)
                .line(x, y + size * 2.3)
                .line(x - size, y + size * 1.9)
                .closed();
        studio.cut(fabric, pocket);
        studio.line(
                fabric.seam(),
                1.1,
                Outline.from(x - size, y + 8).line(x + size, y + 8).open());
    }
}
