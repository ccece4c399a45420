package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;

/** Handbags and backpacks, seen from the front. */
final class Bags {

    private static final Color BRASS = new Color(206, 176, 112);
    private static final Color STEEL = new Color(196, 198, 204);

    private Bags() {}

    /** A tote, a satchel with a flap, or a soft hobo with one round handle. */
    static void handbag(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        Color metal = dice.chance(.6) ? BRASS : STEEL;
        switch (dice.below(3)) {
            case 0 -> tote(studio, fabric, metal, dice);
            case 1 -> satchel(studio, fabric, metal, dice);
            default -> hobo(studio, fabric, metal, dice);
        }
    }

    private static void tote(Studio studio, Fabric fabric, Color metal, Dice dice) {
        double top = dice.between(96, 116);
        double bottom = dice.between(126, 142);
        handle(studio, fabric.shaded(-.3), 46, -62, dice.between(-180, -160), 9);
        Shape body = Outline.from(0, -62)
                .line(top, -66)
                .quad(bottom - 6, 40, bottom, 112)
                .quad(bottom - 2, 130, bottom - 18, 130)
                .line(0, 132)
                .mirrored();
        studio.cut(fabric, body);
        studio.cut(
                fabric.plain().shaded(-.15),
                Outline.from(0, -62)
                        .line(top, -66)
                        .line(top + 4, -40)
                        .line(0, -36)
                        .mirrored());
        handle(studio, fabric, 50, -44, dice.between(-160, -146), 10);
        for (double side : new double[] {-1, 1}) {
            studio.cut(fabric.plain().shaded(-.12), Studio.box(side * 50 - 9, -52, 18, 44));
            studio.button(side * 50, -18, 5, metal);
        }
        studio.stitch(
                fabric.seam(),
                Outline.from(-bottom + 8, 116).line(bottom - 8, 116).open());
    }

    private static void satchel(Studio studio, Fabric fabric, Color metal, Dice dice) {
        double width = dice.between(118, 136);
        handle(studio, fabric.shaded(-.15), 40, -52, dice.between(-136, -118), 13);
        Shape body = Outline.from(0, -56)
                .line(width - 22, -56)
                .quad(width, -54, width, -20)
                .line(width + 6, 92)
                .quad(width + 6, 114, width - 18, 116)
                .line(0, 116)
                .mirrored();
        studio.cut(fabric, body);
        Shape flap = Outline.from(0, -58)
                .line(width - 20, -58)
                .quad(width - 2, -56, width - 4, 6)
                .quad(width - 20, 40, 0, 44)
                .mirrored();
        studio.cut(fabric, flap);
        studio.stitch(
                fabric.seam(),
                Outline.from(-width + 12, 2)
                        .quad(-width + 26, 30, 0, 34)
                        .quad(width - 26, 30, width - 12, 2)
                        .open());
        studio.cut(fabric.plain().dyed(metal).stiff(), Studio.box(-16, 26, 32, 30));
        studio.button(0, 42, 5, Fabric.mix(metal, Color.BLACK, .4));
        for (double side : new double[] {-1, 1}) {
            studio.button(side * 40, -50, 7, metal);
        }
    }

    private static void hobo(Studio studio, Fabric fabric, Color metal, Dice dice) {
        double width = dice.between(124, 140);
        handle(studio, fabric.shaded(-.08), 84, -30, dice.between(-236, -208), 17);
        Shape body = Outline.from(0, -18)
                .quad(60, -22, 96, -56)
                .cubic(width + 16, 10, width + 8, 122, width - 46, 126)
                .line(0, 130)
                .mirrored();
        studio.cut(fabric, body, graphics -> Pleats.paint(graphics, fabric, 7, 84, -30, 110, 60));
        studio.line(
                fabric.seam(),
                3,
                Outline.from(-92, -46)
                        .quad(-60, -14, 0, -10)
                        .quad(60, -14, 92, -46)
                        .open());
        for (double side : new double[] {-1, 1}) {
            studio.line(metal, 4, Studio.circle(side * 86, -46, 11));
        }
        if (dice.chance(.6)) {
            studio.line(
                    fabric.shaded(-.35).colour(),
                    5,
                    Outline.from(86, -40).quad(92, -10, 84, 26).open());
            studio.cut(
                    fabric.plain().shaded(-.2),
                    Outline.from(78, 24).line(90, 24).line(94, 62).line(74, 62).closed());
        }
    }

    private static void handle(Studio studio, Fabric fabric, double x, double y, double top, double width) {
        Shape arch = Outline.from(-x, y).cubic(-x, top, x, top, x, y).open();
        studio.line(fabric.shaded(-.4).colour(), width + 2.5, arch);
        studio.line(fabric.colour(), width, arch);
        studio.line(
                new Color(255, 255, 255, 60),
                width * .3,
                Outline.from(-x - 1, y)
                        .cubic(-x - 1, top - 3, x - 1, top - 3, x - 1, y)
                        .open());
    }

    /** A rounded rucksack with a front pocket, zips and shoulder straps at its sides. */
    static void backpack(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        double width = dice.between(104, 120);
        double top = dice.between(-158, -140);
        Fabric trim = fabric.plain().shaded(fabric.luminance() > .25 ? -.3 : .22);
        handle(studio, trim, 24, top + 12, top - 46, 11);
        studio.cutPair(
                trim,
                Outline.from(width - 14, -70)
                        .cubic(width + 30, -50, width + 30, 90, width - 6, 128)
                        .line(width - 22, 120)
                        .quad(width + 10, 40, width - 14, -70)
                        .closed());
        Shape body = Outline.from(0, top)
                .cubic(70, top, width - 6, top + 40, width, -40)
                .line(width + 6, 120)
                .quad(width + 4, 152, width - 30, 152)
                .line(0, 154)
                .mirrored();
        studio.cut(fabric, body);
        studio.line(
                trim.colour(),
                5,
                Outline.from(-width + 6, -12)
                        .cubic(-width + 12, top + 52, -60, top + 22, 0, top + 22)
                        .cubic(60, top + 22, width - 12, top + 52, width - 6, -12)
                        .open());
        double pocket = dice.between(4, 26);
        Shape front = Outline.from(0, pocket)
                .quad(70, pocket, width - 22, pocket + 22)
                .line(width - 16, 124)
                .quad(width - 18, 142, width - 40, 142)
                .line(0, 142)
                .mirrored();
        studio.cut(dice.chance(.3) ? trim : fabric, front);
        studio.line(
                trim.shaded(-.25).colour(),
                4,
                Outline.from(-width + 26, pocket + 34)
                        .quad(0, pocket + 14, width - 26, pocket + 34)
                        .open());
        studio.stitch(
                STEEL,
                Outline.from(-width + 26, pocket + 34)
                        .quad(0, pocket + 14, width - 26, pocket + 34)
                        .open());
        studio.line(
                STEEL,
                4,
                Outline.from(width - 40, pocket + 28)
                        .line(width - 40, pocket + 44)
                        .open());
        studio.line(STEEL, 4, Outline.from(30, top + 24).line(32, top + 42).open());
        studio.cut(trim, Studio.box(-18, -46, 36, 20));
    }
}
