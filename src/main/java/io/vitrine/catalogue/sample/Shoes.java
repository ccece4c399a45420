package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;

/** Casual shoes in side view, toe to the right. */
final class Shoes {

    static final Color RUBBER = new Color(238, 238, 234);
    static final Color OUTSOLE = new Color(64, 62, 62);

    private Shoes() {}

    /** Men's a laced sneaker on a thick sole; women's a low ballerina with a strap or a bow. */
    static void casual(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        if (gender == Gender.WOMEN) {
            ballerina(studio, fabric, dice);
        } else {
            sneaker(studio, fabric, dice);
        }
    }

    private static void sneaker(Studio studio, Fabric fabric, Dice dice) {
        double collar = dice.chance(.25) ? dice.between(-110, -98) : dice.between(-62, -52);
        double tongue = collar - dice.between(18, 26);
        Fabric trim = fabric.plain().shaded(fabric.luminance() > .3 ? -.25 : .2);
        Shape upper = Outline.from(-144, 46)
                .quad(-154, 0, -138, collar)
                .quad(-124, collar - 10, -108, collar + 4)
                .quad(-80, collar + 20, -50, collar - 6)
                .line(-26, tongue)
                .quad(14, -52, 60, -20)
                .cubic(112, -14, 152, 4, 152, 46)
                .closed();
        studio.cut(
                fabric.shaded(-.4),
                Outline.from(-136, collar)
                        .quad(-90, collar - 16, -40, collar - 8)
                        .line(-60, collar + 24)
                        .closed());
        studio.cut(fabric, upper);
        studio.cut(
                trim,
                Outline.from(-144, 44)
                        .quad(-154, 0, -139, collar + 6)
                        .line(-112, collar + 12)
                        .quad(-122, 10, -104, 44)
                        .closed());
        if (dice.chance(.5)) {
            studio.cut(
                    fabric.luminance() > .8 ? trim : fabric.dyed(RUBBER),
                    Outline.from(94, 46)
                            .quad(96, 2, 112, -4)
                            .cubic(140, 6, 152, 20, 152, 46)
                            .closed());
        } else {
            studio.line(
                    fabric.seam(),
                    1.8,
                    Outline.from(92, 44).quad(84, 10, 60, -18).open());
        }
        laces(studio, fabric, -20, tongue + 20, 66, -16, 6);
        studio.stitch(
                fabric.seam(),
                Outline.from(-100, 40).quad(-60, 0, -40, collar + 14).open());
        sole(studio, fabric, 36, dice.between(72, 80));
    }

    private static void sole(Studio studio, Fabric fabric, double top, double bottom) {
        Fabric rubber = fabric.plain().stiff().dyed(RUBBER);
        studio.cut(
                rubber,
                Outline.from(-148, top)
                        .quad(0, top + 10, 155, top - 2)
                        .quad(166, bottom - 8, 138, bottom)
                        .line(-132, bottom)
                        .quad(-158, bottom, -148, top)
                        .closed());
        studio.line(
                fabric.plain().shaded(-.1).colour(),
                3,
                Outline.from(-146, top + 13).quad(0, top + 22, 156, top + 10).open());
        studio.line(OUTSOLE, 5, Outline.from(-132, bottom).line(138, bottom).open());
    }

    static void laces(Studio studio, Fabric fabric, double x0, double y0, double x1, double y1, int count) {
        Color lace = fabric.luminance() > .8 ? new Color(200, 200, 205) : new Color(246, 246, 242);
        for (int i = 0; i < count; i++) {
            double x = x0 + (x1 - x0) * i / count;
            double y = y0 + (y1 - y0) * i / count;
            studio.line(
                    new Color(0, 0, 0, 80),
                    7,
                    Outline.from(x - 16, y + 22)
                            .quad(x - 4, y + 2, x + 8, y + 1)
                            .open());
            studio.line(
                    lace,
                    5,
                    Outline.from(x - 16, y + 20).quad(x - 4, y, x + 8, y - 1).open());
        }
    }

    private static void ballerina(Studio studio, Fabric fabric, Dice dice) {
        double heel = dice.between(54, 64);
        double vamp = dice.between(48, 70);
        Fabric inner = fabric.plain().dyed(new Color(222, 196, 166));
        studio.cut(
                inner,
                Outline.from(-128, -16)
                        .quad(-40, -6, vamp + 10, 20)
                        .quad(0, 44, -80, 36)
                        .closed());
        Shape upper = Outline.from(-142, heel)
                .quad(-152, 10, -134, -26)
                .quad(-122, -32, -114, -14)
                .quad(-60, 42, vamp - 10, 30)
                .quad(vamp - 2, 26, vamp, 12)
                .cubic(110, 14, 150, 32, 152, 62)
                .line(-142, heel + 6)
                .closed();
        studio.cut(fabric.stiff(), upper);
        studio.line(
                fabric.seam(),
                2.2,
                Outline.from(-114, -11)
                        .quad(-60, 45, vamp - 8, 34)
                        .quad(vamp + 2, 28, vamp + 3, 16)
                        .open());
        Fabric sole = fabric.plain().stiff().dyed(new Color(120, 92, 70));
        studio.cut(
                sole,
                Outline.from(-144, heel)
                        .quad(0, heel + 6, 153, 58)
                        .quad(158, 68, 146, 70)
                        .line(-20, 70)
                        .quad(-60, 66, -92, 76)
                        .line(-140, 76)
                        .closed());
        if (dice.chance(.5)) {
            studio.line(
                    fabric.shaded(-.35).colour(),
                    13,
                    Outline.from(-42, 32)
                            .quad(-24, -16, 14, -4)
                            .quad(28, 2, 24, 26)
                            .open());
            studio.line(
                    fabric.colour(),
                    10,
                    Outline.from(-42, 32)
                            .quad(-24, -16, 14, -4)
                            .quad(28, 2, 24, 26)
                            .open());
            studio.button(-35, 20, 5, new Color(210, 205, 190));
        } else {
            Bow.draw(studio, fabric.plain().shaded(fabric.luminance() > .3 ? -.18 : .25), vamp + 12, 18, 15);
        }
    }
}
