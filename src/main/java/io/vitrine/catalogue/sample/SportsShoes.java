package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;

/** Running shoes in side view, toe to the right. */
final class SportsShoes {

    private SportsShoes() {}

    /** Men's heavy with a stepped sole and broad bands; women's slim and light with a curved coloured line. */
    static void shoe(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean slim = gender == Gender.WOMEN;
        double collar = slim ? dice.between(-44, -38) : dice.between(-74, -62);
        double toe = slim ? 18 : 6;
        Fabric trim = trim(fabric, dice);
        Shape upper = Outline.from(-140, 46)
                .quad(-146, 4, -148, collar - 10)
                .quad(-134, collar - 18, -116, collar + 8)
                .quad(-84, collar + 22, -56, collar - 8)
                .line(-34, collar - 28)
                .quad(20, collar * .6, 70, toe - 26)
                .cubic(118, toe - 12, 154, toe + 14, 154, 48)
                .closed();
        studio.cut(
                fabric.shaded(-.45),
                Outline.from(-140, collar)
                        .quad(-90, collar - 14, -44, collar - 8)
                        .line(-70, collar + 26)
                        .closed());
        studio.cut(fabric, upper);
        mesh(studio, fabric, toe);
        studio.cut(
                trim,
                Outline.from(-140, 46)
                        .quad(-146, 4, -149, collar - 8)
                        .line(-128, collar - 4)
                        .quad(-130, 10, -100, 46)
                        .closed());
        if (slim) {
            studio.line(
                    trim.colour(),
                    8,
                    Outline.from(-96, collar + 34)
                            .cubic(-40, 34, 10, 40, 54, -8)
                            .open());
            studio.line(
                    trim.colour(),
                    4,
                    Outline.from(-84, 44).cubic(-30, 46, 30, 44, 80, 2).open());
        } else {
            studio.cut(
                    trim,
                    Outline.from(-70, 46)
                            .quad(-30, 20, 4, collar * .42)
                            .line(30, collar * .3)
                            .quad(8, 30, 24, 46)
                            .closed());
            studio.stitch(
                    fabric.seam(),
                    Outline.from(-84, 44).quad(-44, 16, -8, collar * .5).open());
            studio.cut(
                    trim,
                    Outline.from(108, 46)
                            .quad(116, 20, 128, 12)
                            .quad(152, 24, 154, 48)
                            .closed());
        }
        Shoes.laces(studio, fabric, -28, collar - 6, 72, toe - 20, slim ? 6 : 7);
        runningSole(studio, fabric, trim, slim ? 68 : 84, slim);
    }

    private static Fabric trim(Fabric fabric, Dice dice) {
        double light = fabric.luminance();
        if (light < .2) {
            return fabric.plain().shaded(dice.between(.12, .3));
        }
        Color grey = light > .55 ? new Color(120, 124, 132) : new Color(222, 224, 226);
        return dice.chance(.5) ? fabric.plain().dyed(grey) : fabric.plain().shaded(light > .4 ? -.32 : .3);
    }

    private static void mesh(Studio studio, Fabric fabric, double toe) {
        for (int i = 0; i < 8; i++) {
            double x = 78 + i * 8;
            studio.line(
                    new Color(0, 0, 0, fabric.luminance() > .2 ? 26 : 0),
                    2,
                    Outline.from(x, toe - 14 + i * 4).quad(x - 3, 20, x - 8, 42).open());
        }
    }

    private static void runningSole(Studio studio, Fabric fabric, Fabric trim, double bottom, boolean slim) {
        Fabric foam = fabric.plain().stiff().dyed(Shoes.RUBBER);
        studio.cut(
                foam,
                Outline.from(-152, slim ? 34 : 26)
                        .quad(-60, 54, 30, 42)
                        .quad(110, 36, 160, 40)
                        .quad(168, bottom - 20, 144, bottom - 6)
                        .line(36, bottom)
                        .quad(10, bottom - 8, -16, bottom)
                        .line(-136, bottom)
                        .quad(-164, bottom - 10, -152, slim ? 34 : 26)
                        .closed());
        studio.line(
                trim.colour(),
                slim ? 3 : 6,
                Outline.from(-150, slim ? 48 : 44).quad(-60, 66, 30, 56).open());
        for (double x = -130; x < 140; x += 24) {
            studio.line(
                    Shoes.OUTSOLE,
                    slim ? 4 : 7,
                    Outline.from(x, bottom).line(x + 13, bottom).open());
        }
    }
}
