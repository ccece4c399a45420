package io.vitrine.catalogue.sample;

/** Shirts with a collar, buttoned down the front. */
final class Shirts {

    private Shirts() {}

    /** Men button to one side and have a pocket; women to the other, with darts and a waist; boys' are short all over. */
    static void shirt(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        TopCut cut = TopCut.shirt(gender).varied(dice);
        studio.cut(fabric.plain().shaded(-.3), Trimmings.collarStand(cut));
        sleeves(studio, fabric, cut, gender == Gender.BOYS ? 10 : 20);
        studio.cut(fabric, cut.body(true));
        studio.linePair(fabric.seam(), 1.2, cut.armholeSeam());
        studio.stitch(fabric.seam(), cut.hem(7));
        double side = gender.isFitted() ? -1 : 1;
        Trimmings.placket(studio, fabric, side, cut.top() + cut.depth() - 4, cut.bottom() + 4);
        Trimmings.buttons(
                studio, fabric, side * 1.5, cut.top() + cut.depth() + 12, cut.bottom() - 20, gender.isFitted() ? 6 : 7);
        Trimmings.collar(studio, fabric.plain(), cut, gender.isFitted() ? 34 : 46);
        if (gender.isFitted()) {
            darts(studio, fabric, cut);
        } else {
            Trimmings.pocket(studio, fabric, 46, cut.top() + 100, gender.isChild() ? 17 : 22);
        }
    }

    private static void sleeves(Studio studio, Fabric fabric, TopCut cut, double cuff) {
        studio.cutPair(fabric, cut.sleeve(0, cut.sleeveLength()));
        studio.cutPair(fabric.plain().shaded(-.05), cut.sleeve(cut.sleeveLength() - cuff, cut.sleeveLength() + 2));
    }

    private static void darts(Studio studio, Fabric fabric, TopCut cut) {
        double y = cut.top() + 110;
        studio.linePair(
                fabric.seam(),
                1.6,
                Outline.from(36, y).quad(31, y + 60, 36, y + 130).open());
        studio.linePair(
                fabric.seam(),
                1.6,
                Outline.from(cut.chest() - 4, y - 16).line(46, y - 4).open());
    }
}
