package io.vitrine.catalogue.sample;

import java.awt.Color;

/** Kurtas: long shirts, opened only at the neck. */
final class Kurtas {

    private Kurtas() {}

    /** Men: straight and long with a stand-up collar and side slits; women: flared, three-quarter sleeves, trimmed. */
    static void kurta(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        TopCut cut = TopCut.kurta(gender).varied(dice);
        Fabric trim = fabric.plain()
                .dyed(
                        fabric.luminance() > .75
                                ? new Color(190, 150, 90)
                                : Fabric.mix(fabric.colour(), new Color(235, 200, 110), .7));
        studio.cut(fabric.plain().shaded(-.3), Trimmings.collarStand(cut));
        studio.cutPair(fabric, cut.sleeve(0, cut.sleeveLength()));
        studio.cutPair(
                gender.isFitted() ? trim : fabric.plain(), cut.sleeve(cut.sleeveLength() - 13, cut.sleeveLength()));
        studio.cut(fabric, cut.body(false));
        studio.linePair(fabric.seam(), 1.2, cut.armholeSeam());
        double opening = cut.top() + cut.depth();
        if (gender.isFitted()) {
            womensFront(studio, trim, cut, opening);
        } else {
            mensFront(studio, fabric, cut, opening);
        }
    }

    private static void womensFront(Studio studio, Fabric trim, TopCut cut, double opening) {
        studio.cut(
                trim,
                Outline.from(0, opening)
                        .line(13, opening - 4)
                        .line(13, opening + 74)
                        .quad(8, opening + 88, 0, opening + 92)
                        .mirrored());
        studio.line(trim.colour(), 7, cut.neckline(false, 4));
        studio.line(trim.colour(), 9, cut.hem(6));
        studio.line(trim.colour(), 2, cut.hem(17));
        Trimmings.buttons(studio, trim, 0, opening + 14, opening + 66, 4);
    }

    private static void mensFront(Studio studio, Fabric fabric, TopCut cut, double opening) {
        studio.cut(
                fabric.plain(),
                Outline.from(0, opening - 2)
                        .line(10, opening - 4)
                        .line(10, opening + 120)
                        .line(0, opening + 128)
                        .mirrored());
        Trimmings.buttons(studio, fabric, 0, opening + 14, opening + 104, 4);
        studio.line(fabric.plain().shaded(-.1).colour(), 15, cut.neckline(false, 3));
        studio.line(fabric.seam(), 1.2, cut.neckline(false, 11));
        Trimmings.pocket(studio, fabric, 48, cut.top() + 104, 21);
        studio.linePair(
                fabric.seam(),
                2.2,
                Outline.from(88, cut.bottom() - 84).line(93, cut.bottom()).open());
    }
}
