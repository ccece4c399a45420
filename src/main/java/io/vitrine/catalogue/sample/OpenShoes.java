package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** Heels in side view and flip flops from above, toe to the right. */
final class OpenShoes {

    private OpenShoes() {}

    /** A pump on a stiletto, a block or a wedge. */
    static void heels(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        double height = dice.between(-74, -50);
        Fabric leather = fabric.stiff();
        Fabric inner = fabric.plain().dyed(new Color(226, 202, 174));
        studio.cut(
                inner,
                Outline.from(-110, height - 8)
                        .quad(-40, -20, 66, 34)
                        .quad(0, 50, -60, 0)
                        .closed());
        int form = dice.below(3);
        heel(studio, leather.plain().shaded(-.22), height, form);
        Shape upper = Outline.from(-120, height - 14)
                .quad(-142, height + 26, -128, height + 66)
                .quad(-74, height + 76, -24, 44)
                .quad(30, 80, 112, 80)
                .quad(160, 80, 158, 70)
                .quad(122, 42, 70, 24)
                .quad(52, 54, 10, 40)
                .quad(-62, 0, -104, height - 10)
                .closed();
        studio.cut(leather, upper);
        studio.line(
                fabric.seam(),
                1.8,
                Outline.from(68, 30)
                        .quad(50, 60, 8, 46)
                        .quad(-66, 6, -104, height - 4)
                        .open());
        studio.line(
                new Color(70, 54, 46),
                4,
                Outline.from(-20, 50).quad(34, 84, 114, 83).line(154, 80).open());
        if (dice.chance(.3)) {
            studio.button(64, 33, 6, new Color(212, 200, 160));
        } else if (dice.chance(.5)) {
            Bow.draw(studio, leather.plain().shaded(fabric.luminance() > .3 ? -.15 : .25), 84, 34, 13);
        }
    }

    private static void heel(Studio studio, Fabric fabric, double height, int form) {
        double seat = height + 58;
        Shape piece = switch (form) {
            case 0 ->
                Outline.from(-131, seat)
                        .line(-84, seat + 14)
                        .quad(-114, 30, -114, 82)
                        .line(-124, 82)
                        .quad(-126, 30, -131, seat)
                        .closed();
            case 1 ->
                Outline.from(-130, seat)
                        .line(-74, seat + 12)
                        .quad(-84, 40, -82, 82)
                        .line(-124, 82)
                        .closed();
            default ->
                Outline.from(-130, seat)
                        .quad(-60, seat + 16, -20, 46)
                        .quad(20, 74, 80, 80)
                        .line(70, 84)
                        .line(-122, 84)
                        .closed();
        };
        studio.cut(fabric, piece);
    }

    /** Men's a broad footbed with plain straps; women's slender with a blossom on the strap. */
    static void flipFlops(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        boolean slender = gender == Gender.WOMEN;
        double width = slender ? dice.between(.62, .7) : dice.between(1.0, 1.12);
        AffineTransform view = AffineTransform.getRotateInstance(Math.toRadians(dice.between(-16, -8)));
        view.scale(1, width);
        Shape contour = Outline.from(-152, 10)
                .cubic(-152, -44, -84, -46, -20, -38)
                .cubic(40, -30, 70, -66, 120, -54)
                .cubic(168, -40, 164, 44, 112, 52)
                .cubic(60, 58, 20, 42, -30, 48)
                .cubic(-90, 56, -152, 56, -152, 10)
                .closed();
        Shape footbed = view.createTransformedShape(contour);
        Fabric sole = fabric.plain().stiff().shaded(fabric.luminance() > .2 ? -.35 : .25);
        for (int layer = 3; layer >= 1; layer--) {
            Shape lower = AffineTransform.getTranslateInstance(0, layer * 6).createTransformedShape(footbed);
            studio.cut(layer == 2 && fabric.luminance() < .8 ? sole.dyed(new Color(225, 225, 222)) : sole, lower);
        }
        studio.cut(fabric.stiff(), footbed);
        studio.line(
                fabric.seam(),
                1.6,
                view.createTransformedShape(
                        AffineTransform.getScaleInstance(.9, .84).createTransformedShape(contour)));
        Fabric strap = fabric.plain().stiff().shaded(fabric.luminance() > .45 ? -.3 : .35);
        double thickness = slender ? 9 : 19;
        for (double side : new double[] {-1, 1}) {
            Shape arc = view.createTransformedShape(Outline.from(-26, side * 44)
                    .quad(40, side * 40 - 22, 94, -4)
                    .open());
            studio.line(strap.shaded(-.45).colour(), thickness + 3, arc);
            studio.line(strap.colour(), thickness, arc);
            studio.line(
                    new Color(255, 255, 255, 70),
                    thickness * .25,
                    AffineTransform.getTranslateInstance(0, -thickness * .2).createTransformedShape(arc));
        }
        double[] post = {92, -4};
        view.transform(post, 0, post, 0, 1);
        if (slender) {
            blossom(studio, strap, post[0] - 6, post[1] - 3);
        } else {
            studio.button(post[0] + 2, post[1] + 2, 6, strap.shaded(-.3).colour());
        }
    }

    private static void blossom(Studio studio, Fabric fabric, double x, double y) {
        Color petal = fabric.luminance() > .6 ? new Color(240, 130, 160) : new Color(250, 240, 244);
        for (int i = 0; i < 5; i++) {
            double angle = 2 * Math.PI * i / 5;
            studio.button(x + 10 * Math.cos(angle), y + 8 * Math.sin(angle), 7, petal);
        }
        studio.button(x, y, 5, new Color(240, 200, 90));
    }
}
