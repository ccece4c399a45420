package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Shape;

/** Caps and sunglasses. */
final class Accessories {

    private static final Color STEEL = new Color(190, 192, 198);
    private static final Color BRASS = new Color(206, 172, 96);

    private Accessories() {}

    /** A baseball cap, its visor to the right. */
    static void cap(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        double height = dice.between(-112, -96);
        Fabric visor = fabric.plain().shaded(dice.chance(.4) ? (fabric.luminance() > .3 ? -.22 : .16) : 0);
        Shape crown = Outline.from(-126, 44)
                .cubic(-138, height - 8, 96, height - 44, 112, 30)
                .quad(-10, 56, -126, 44)
                .closed();
        studio.cut(fabric, crown);
        studio.line(
                fabric.seam(),
                1.6,
                Outline.from(-18, height * .75 - 8).quad(-70, -30, -66, 48).open());
        studio.line(
                fabric.seam(),
                1.6,
                Outline.from(-16, height * .75 - 8).quad(40, -40, 44, 44).open());
        for (double x : new double[] {-86, -14, 66}) {
            studio.button(x, -28, 2.6, fabric.shaded(-.4).colour());
        }
        Shape brim = Outline.from(-6, 47)
                .quad(60, 22, 112, 24)
                .cubic(160, 30, 188, 62, 170, 72)
                .cubic(120, 54, 40, 58, -2, 66)
                .quad(-12, 56, -6, 47)
                .closed();
        studio.cut(visor, brim);
        studio.stitch(
                fabric.seam(),
                Outline.from(4, 52).cubic(50, 40, 110, 40, 160, 60).open());
        studio.button(-18, height * .75 - 9, 6, visor.colour());
        if (dice.chance(.5)) {
            studio.fill(fabric.ink(), Studio.circle(66, 2, 13));
            studio.fill(fabric.colour(), Studio.circle(66, 2, 8));
        }
    }

    /** Men's angular with a straight brow; women's large and winged like a cat's eyes. */
    static void sunglasses(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean winged = gender == Gender.WOMEN;
        Fabric frame = fabric.plain().stiff();
        studio.cutPair(
                frame.shaded(-.2),
                Outline.from(128, -34)
                        .line(146, -44)
                        .quad(154, -10, 132, 74)
                        .line(122, 76)
                        .quad(140, 0, 122, -18)
                        .closed());
        double lower = winged ? dice.between(50, 60) : dice.between(28, 36);
        Shape rim = winged
                ? Outline.from(10, -8)
                        .quad(30, -46, 88, -50)
                        .line(150, -68)
                        .cubic(146, 0, 128, lower, 78, lower)
                        .cubic(26, lower, 10, 26, 10, -8)
                        .closed()
                : Outline.from(8, -34)
                        .line(146, -42)
                        .quad(148, -8, 134, lower - 6)
                        .quad(80, lower + 14, 32, lower)
                        .quad(12, 10, 8, -34)
                        .closed();
        Shape lens = winged
                ? Outline.from(28, -2)
                        .quad(44, -30, 92, -34)
                        .line(124, -42)
                        .cubic(122, 0, 108, lower - 16, 78, lower - 16)
                        .cubic(40, lower - 16, 28, 20, 28, -2)
                        .closed()
                : Outline.from(25, -19)
                        .line(128, -26)
                        .quad(128, -4, 120, lower - 16)
                        .quad(80, lower - 2, 42, lower - 12)
                        .quad(28, 8, 25, -19)
                        .closed();
        studio.cut(
                frame,
                winged
                        ? Outline.from(0, -18)
                                .quad(10, -20, 20, -26)
                                .line(22, -8)
                                .quad(8, -8, 0, -2)
                                .mirrored()
                        : Outline.from(0, -36)
                                .line(20, -38)
                                .line(20, -18)
                                .quad(8, -20, 0, -18)
                                .mirrored());
        studio.cutPair(frame, rim);
        Color glass =
                Fabric.mix(fabric.colour(), fabric.luminance() > .85 ? new Color(150, 150, 156) : Color.BLACK, .42);
        LinearGradientPaint tint = new LinearGradientPaint(
                0, -40, 0, (float) lower, new float[] {0, 1}, new Color[] {glass, Fabric.mix(glass, fabric.colour(), .5)
                });
        studio.fill(tint, lens);
        studio.fill(tint, Studio.mirror(lens));
        for (Shape each : new Shape[] {lens, Studio.mirror(lens)}) {
            studio.line(frame.shaded(-.35).colour(), 1.6, each);
        }
        studio.line(
                new Color(255, 255, 255, 90),
                6,
                Outline.from(50, -10).line(70, 18).open());
        studio.line(
                new Color(255, 255, 255, 90),
                6,
                Outline.from(-90, -12).line(-70, 16).open());
        studio.button(136, -36, 3, winged ? BRASS : STEEL);
        studio.button(-136, -36, 3, winged ? BRASS : STEEL);
    }
}
