package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** T-shirts, tops and sweatshirts: what is pulled over the head. */
final class Tops {

    private static final double RIB = 12;

    private Tops() {}

    /** Men: boxy with wide shoulders; women: fitted waist, scoop neck, cap sleeves; children: short, wide and small. */
    static void tshirt(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        TopCut cut = TopCut.tshirt(gender).varied(dice);
        boolean vNeck = gender == Gender.MEN && dice.chance(.3);
        boolean contrast = gender == Gender.BOYS && dice.chance(.6);
        Fabric trim = contrast
                ? fabric.plain().shaded(fabric.luminance() > .5 ? -.35 : .45)
                : fabric.plain().shaded(-.12);
        inside(studio, fabric, cut);
        studio.cutPair(fabric, cut.sleeve(0, cut.sleeveLength()));
        studio.cutPair(trim, cut.sleeve(cut.sleeveLength() - 9, cut.sleeveLength() + 1));
        studio.cut(fabric, cut.body(vNeck));
        studio.line(trim.colour(), 7, cut.neckline(vNeck, 3));
        studio.line(fabric.seam(), 1.1, cut.neckline(vNeck, 7));
        studio.linePair(fabric.seam(), 1.2, cut.armholeSeam());
        studio.stitch(fabric.seam(), cut.hem(8));
        if (gender == Gender.GIRLS) {
            double waistline = cut.bottom() - cut.length() * .42;
            studio.line(
                    fabric.seam(),
                    1.4,
                    Outline.from(-cut.waist(), waistline)
                            .quad(0, waistline + 12, cut.waist(), waistline)
                            .open());
        }
        if (fabric.pattern() == Pattern.GRAPHIC) {
            ChestPrint.draw(studio, fabric, gender, 0, cut.top() + cut.depth() + (gender.isChild() ? 58 : 82), dice);
        }
    }

    /** Sleeveless, with straps and a peplum that flares from a high waist. */
    static void top(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        double strap = dice.between(46, 56);
        double flare = dice.between(84, 102);
        double waist = dice.between(54, 62);
        double bottom = dice.between(84, 112);
        double neck = dice.between(-96, -74);
        Fabric back = fabric.plain().shaded(-.3);
        studio.cut(
                back,
                Outline.from(0, -112)
                        .quad(strap, -112, strap + 4, -150)
                        .line(70, -60)
                        .line(0, -40)
                        .mirrored());
        Path2D skirt = Outline.from(0, 5)
                .line(waist, 5)
                .cubic(waist + 6, 40, flare - 20, 70, flare, bottom)
                .quad(flare * .6, bottom + 16, 0, bottom + 12)
                .mirrored();
        studio.cut(fabric, skirt, graphics -> Pleats.paint(graphics, fabric, 9, waist, 6, flare, bottom));
        Path2D bodice = Outline.from(0, neck)
                .quad(strap - 8, neck, strap - 8, -150)
                .line(strap + 14, -150)
                .quad(strap + 12, -92, 78, -70)
                .quad(66, -30, waist, 10)
                .line(0, 10)
                .mirrored();
        studio.cut(fabric, bodice);
        studio.linePair(
                fabric.seam(),
                1.2,
                Outline.from(0, neck + 7)
                        .quad(strap - 14, neck + 7, strap - 14, -148)
                        .open());
        Fabric band = fabric.plain().shaded(fabric.luminance() > .3 ? -.3 : .35);
        studio.cut(
                band,
                Outline.from(0, 2)
                        .line(waist + 1, 2)
                        .line(waist + 2, 15)
                        .line(0, 15)
                        .mirrored());
        if (dice.chance(.5)) {
            Bow.draw(studio, band, 0, 9, 15);
        }
    }

    /** Long sleeves, ribbed cuffs and hem; some with a hood, men's with a pouch, women's narrow with a wide neck. */
    static void sweatshirt(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        TopCut cut = TopCut.sweatshirt(gender).varied(dice);
        boolean hooded = dice.chance(.5);
        Fabric rib = fabric.plain().shaded(-.16);
        if (hooded) {
            hood(studio, fabric, cut);
        } else {
            inside(studio, fabric, cut);
        }
        studio.cutPair(fabric, cut.sleeve(0, cut.sleeveLength()));
        studio.cutPair(rib, cut.sleeve(cut.sleeveLength() - 24, cut.sleeveLength() + 2));
        studio.cut(fabric, cut.body(false));
        studio.cut(rib, cut.hemBand(26));
        studio.line(rib.colour(), RIB, cut.neckline(false, 4));
        studio.line(fabric.seam(), 1.2, cut.neckline(false, RIB));
        studio.linePair(fabric.seam(), 1.4, cut.armholeSeam());
        if (fabric.pattern() == Pattern.GRAPHIC) {
            ChestPrint.draw(studio, fabric, gender, 0, cut.top() + 110, dice);
        }
        if (hooded) {
            drawstrings(studio, fabric, cut);
        }
        if (hooded || gender == Gender.MEN) {
            double bottom = cut.top() + cut.length() - 28;
            Shape pouch = Outline.from(0, bottom - 78)
                    .line(40, bottom - 78)
                    .line(66, bottom)
                    .line(0, bottom)
                    .mirrored();
            studio.cut(fabric, pouch);
            studio.line(fabric.seam(), 1.6, pouch);
        }
    }

    private static void hood(Studio studio, Fabric fabric, TopCut cut) {
        double top = cut.top();
        studio.cut(
                fabric,
                Outline.from(0, top - 52)
                        .cubic(50, top - 52, 66, top - 10, 58, top + 26)
                        .line(0, top + 40)
                        .mirrored());
        studio.cut(
                fabric.plain().shaded(-.45),
                Outline.from(0, top - 30)
                        .cubic(32, top - 30, 40, top, 34, top + 14)
                        .line(0, top + 40)
                        .mirrored());
    }

    private static void drawstrings(Studio studio, Fabric fabric, TopCut cut) {
        Color string = fabric.luminance() > .8 ? new Color(150, 150, 155) : new Color(240, 240, 238);
        double y = cut.top() + cut.depth();
        studio.linePair(
                string, 3, Outline.from(16, y).quad(20, y + 30, 15, y + 58).open());
    }

    /** The back of the garment, seen through the neck. */
    private static void inside(Studio studio, Fabric fabric, TopCut cut) {
        double top = cut.top();
        Shape back = Outline.from(0, top + 8)
                .quad(cut.neck() * .8, top + 8, cut.neck() + 2, top - 2)
                .line(cut.neck(), top + cut.depth())
                .line(0, top + cut.depth() + 6)
                .mirrored();
        studio.cut(fabric.plain().shaded(fabric.luminance() > .2 ? -.38 : .12), back);
        studio.fill(new Color(245, 245, 245), Studio.box(-8, top + 11, 16, 8));
    }
}
