package io.vitrine.catalogue.sample;

/** A tied ribbon. */
final class Bow {

    private Bow() {}

    static void draw(Studio studio, Fabric ribbon, double x, double y, double size) {
        studio.cut(
                ribbon,
                Outline.from(x, y)
                        .quad(x + size * .3, y + size, x + size * .7, y + size * 1.7)
                        .line(x + size * .2, y + size * 1.8)
                        .closed());
        studio.cut(
                ribbon,
                Outline.from(x, y)
                        .quad(x - size * .3, y + size, x - size * .7, y + size * 1.7)
                        .line(x - size * .2, y + size * 1.8)
                        .closed());
        studio.cut(
                ribbon,
                Outline.from(x, y)
                        .cubic(x + size, y - size * 1.1, x + size * 1.5, y + size * .5, x, y)
                        .closed());
        studio.cut(
                ribbon,
                Outline.from(x, y)
                        .cubic(x - size, y - size * 1.1, x - size * 1.5, y + size * .5, x, y)
                        .closed());
        studio.button(x, y, size * .22, ribbon.colour());
    }
}
