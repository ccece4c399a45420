package io.vitrine.catalogue.sample;

import java.awt.geom.Path2D;

/** Dresses. */
final class Dresses {

    private Dresses() {}

    /** Women's long with a narrow waist; girls' short and wide with puffed sleeves and a bow. */
    static void dress(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        if (gender == Gender.GIRLS) {
            girlsDress(studio, fabric, dice);
        } else {
            womensDress(studio, fabric, dice);
        }
    }

    private static void womensDress(Studio studio, Fabric fabric, Dice dice) {
        double hem = dice.between(94, 136);
        double waist = dice.between(48, 54);
        double bottom = dice.between(172, 205);
        double neck = dice.between(-150, -128);
        boolean sleeves = dice.chance(.45);
        studio.cut(
                fabric.plain().shaded(-.32),
                Outline.from(0, -178)
                        .quad(34, -178, 40, -204)
                        .line(60, -150)
                        .line(0, -110)
                        .mirrored());
        if (sleeves) {
            studio.cutPair(
                    fabric,
                    Outline.from(56, -205)
                            .quad(92, -190, 108, -140)
                            .line(76, -128)
                            .line(60, -150)
                            .closed());
        }
        double waistline = -46;
        Path2D skirt = Outline.from(0, waistline)
                .line(waist, waistline)
                .cubic(waist + 26, 0, hem - 14, 80, hem, bottom)
                .quad(hem * .6, bottom + 14, 0, bottom + 14)
                .mirrored();
        studio.cut(fabric, skirt, graphics -> Pleats.paint(graphics, fabric, 8, waist * .9, waistline, hem, bottom));
        Path2D bodice = Outline.from(0, neck)
                .quad(30, neck + 4, 38, -206)
                .line(60, -206)
                .quad(56, -164, 72, -142)
                .quad(70, -90, waist, waistline + 4)
                .line(0, waistline + 6)
                .mirrored();
        studio.cut(fabric, bodice);
        belt(studio, fabric, waist, waistline, 14);
    }

    private static void girlsDress(Studio studio, Fabric fabric, Dice dice) {
        double hem = dice.between(122, 140);
        double bottom = dice.between(104, 124);
        Fabric trim = trim(fabric);
        studio.cut(
                fabric.plain().shaded(-.32),
                Outline.from(0, -118)
                        .quad(30, -118, 34, -132)
                        .line(40, -90)
                        .line(0, -80)
                        .mirrored());
        studio.cutPair(
                fabric,
                Outline.from(48, -134)
                        .cubic(92, -150, 112, -96, 92, -74)
                        .quad(74, -70, 58, -84)
                        .closed());
        Path2D skirt = Outline.from(0, -34)
                .line(56, -34)
                .cubic(92, -10, hem - 12, 50, hem, bottom)
                .quad(hem * .6, bottom + 14, 0, bottom + 14)
                .mirrored();
        studio.cut(fabric, skirt, graphics -> Pleats.paint(graphics, fabric, 11, 54, -34, hem, bottom));
        studio.line(
                trim.colour(),
                6,
                Outline.from(-hem + 3, bottom - 3)
                        .quad(0, bottom + 24, hem - 3, bottom - 3)
                        .open());
        studio.cut(
                fabric,
                Outline.from(0, -104)
                        .quad(30, -104, 34, -134)
                        .line(54, -134)
                        .quad(52, -98, 62, -84)
                        .line(56, -30)
                        .line(0, -28)
                        .mirrored());
        studio.cutPair(
                trim,
                Outline.from(2, -102)
                        .quad(28, -104, 33, -135)
                        .line(46, -134)
                        .quad(46, -96, 20, -86)
                        .closed());
        belt(studio, fabric, 57, -36, 13);
        Bow.draw(studio, trim, dice.chance(.5) ? 0 : 24, -29, 21);
    }

    static Fabric trim(Fabric fabric) {
        return fabric.plain().shaded(fabric.luminance() > .75 ? -.2 : .55);
    }

    private static void belt(Studio studio, Fabric fabric, double waist, double y, double height) {
        Fabric band = fabric.plain().shaded(fabric.luminance() > .3 ? -.35 : .3);
        studio.cut(
                band,
                Outline.from(0, y)
                        .line(waist + 1, y - 2)
                        .line(waist + 1, y + height)
                        .quad(waist * .5, y + height + 3, 0, y + height + 3)
                        .mirrored());
    }
}
