package io.vitrine.catalogue.sample;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;

/** A picture printed on the chest. */
final class ChestPrint {

    private static final List<Color> INKS = List.of(
            new Color(250, 250, 245),
            new Color(30, 30, 34),
            new Color(245, 205, 70),
            new Color(90, 180, 200),
            new Color(225, 90, 80));

    private ChestPrint() {}

    static void draw(Studio studio, Fabric fabric, Gender gender, double x, double y, Dice dice) {
        Color ink = visibleOn(fabric, dice);
        double size = gender.isChild() ? dice.between(26, 33) : dice.between(32, 42);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(size, size);
        Path2D motif = gender.isFitted() ? softMotif(dice) : boldMotif(dice);
        studio.fill(ink, place.createTransformedShape(motif));
        double width = size * dice.between(1.5, 2.1);
        for (int line = 0; line < 1 + dice.below(2); line++) {
            lettering(studio, ink, x, y + size * 1.25 + line * size * .34, width * (1 - .3 * line), size * .2, dice);
        }
    }

    private static Color visibleOn(Fabric fabric, Dice dice) {
        Color ink = dice.oneOf(INKS);
        double difference = Math.abs(fabric.dyed(ink).luminance() - fabric.luminance());
        return difference > .3 ? ink : fabric.luminance() > .5 ? INKS.get(1) : INKS.get(0);
    }

    private static Path2D boldMotif(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> star(5, .42);
            case 1 -> star(12, .78);
            case 2 -> mountains();
            default -> shield();
        };
    }

    private static Path2D softMotif(Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> heart();
            case 1 -> star(8, .5);
            default -> butterfly();
        };
    }

    private static Path2D star(int points, double inner) {
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 2 * points; i++) {
            double radius = i % 2 == 0 ? 1 : inner;
            double angle = Math.PI * i / points - Math.PI / 2;
            if (i == 0) {
                star.moveTo(radius * Math.cos(angle), radius * Math.sin(angle));
            } else {
                star.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
            }
        }
        star.closePath();
        return star;
    }

    private static Path2D mountains() {
        return Outline.from(-1.2, .7)
                .line(-.45, -.5)
                .line(-.1, 0)
                .line(.35, -.8)
                .line(1.2, .7)
                .closed();
    }

    private static Path2D shield() {
        return Outline.from(0, -.9).line(.85, -.7).cubic(.9, .2, .6, .7, 0, 1).mirrored();
    }

    private static Path2D heart() {
        return Outline.from(0, -.45)
                .cubic(.3, -1.1, 1.2, -.8, 1, -.1)
                .quad(.8, .4, 0, 1)
                .mirrored();
    }

    private static Path2D butterfly() {
        return Outline.from(0, -.2)
                .cubic(.5, -1.1, 1.4, -.9, 1, 0)
                .cubic(1.1, .6, .5, 1.1, 0, .3)
                .mirrored();
    }

    /** Blocks that read as letters from afar. */
    private static void lettering(
            Studio studio, Color ink, double x, double y, double width, double height, Dice dice) {
        double at = x - width / 2;
        double end = x + width / 2;
        while (at < end - height * .4) {
            double letter = Math.min(height * dice.between(.5, .9), end - at);
            studio.fill(ink, Studio.box(at, y, letter, height));
            at += letter + height * (dice.chance(.2) ? .7 : .25);
        }
    }
}
