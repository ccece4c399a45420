package io.vitrine.catalogue.sample;

import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * The measures of an upper garment and the pieces cut by them; widths are half widths.
 *
 * @param slope how far the shoulder falls from the neck to its tip
 * @param armhole from the shoulder's tip down to the armpit
 * @param cuff the sleeve's width at its end
 * @param lift the sleeve's angle from straight down, in degrees
 */
record TopCut(
        double top,
        double length,
        double neck,
        double depth,
        double shoulder,
        double slope,
        double armhole,
        double chest,
        double waist,
        double hip,
        double sleeveLength,
        double cuff,
        double lift) {

    static TopCut tshirt(Gender gender) {
        return switch (gender) {
            case WOMEN -> new TopCut(-160, 312, 46, 62, 80, 16, 62, 74, 57, 80, 50, 44, 42);
            case BOYS -> new TopCut(-112, 218, 34, 22, 102, 18, 62, 94, 95, 98, 84, 64, 44);
            case GIRLS -> new TopCut(-112, 212, 36, 38, 74, 14, 52, 66, 66, 112, 44, 50, 46);
            case MEN, UNISEX -> new TopCut(-165, 330, 36, 28, 116, 24, 76, 104, 102, 104, 116, 66, 30);
        };
    }

    static TopCut sweatshirt(Gender gender) {
        return gender.isFitted()
                ? new TopCut(-145, 300, 50, 40, 84, 18, 66, 76, 60, 80, 268, 32, 10)
                : new TopCut(-150, 320, 38, 28, 116, 26, 80, 106, 104, 98, 284, 46, 12);
    }

    static TopCut shirt(Gender gender) {
        return switch (gender) {
            case WOMEN -> new TopCut(-150, 315, 30, 46, 80, 16, 66, 74, 56, 82, 262, 32, 9);
            case BOYS -> new TopCut(-108, 222, 30, 34, 100, 18, 64, 92, 92, 94, 92, 62, 36);
            case MEN, GIRLS, UNISEX -> new TopCut(-155, 340, 34, 44, 114, 24, 80, 102, 99, 102, 292, 42, 10);
        };
    }

    static TopCut jacket(Gender gender) {
        return gender.isFitted()
                ? new TopCut(-125, 262, 34, 46, 84, 18, 68, 78, 58, 76, 256, 36, 11)
                : new TopCut(-145, 316, 40, 36, 120, 26, 84, 112, 108, 100, 284, 50, 12);
    }

    static TopCut kurta(Gender gender) {
        return gender.isFitted()
                ? new TopCut(-190, 385, 38, 56, 76, 16, 64, 70, 56, 112, 178, 36, 13)
                : new TopCut(-195, 400, 30, 40, 106, 24, 78, 92, 88, 102, 262, 42, 12);
    }

    TopCut varied(Dice dice) {
        return new TopCut(
                top,
                dice.about(length, .05),
                dice.about(neck, .08),
                dice.about(depth, .15),
                dice.about(shoulder, .03),
                slope,
                armhole,
                dice.about(chest, .03),
                dice.about(waist, .04),
                dice.about(hip, .04),
                dice.about(sleeveLength, .05),
                dice.about(cuff, .06),
                dice.about(lift, .12));
    }

    private double tip() {
        return top + slope;
    }

    private double armpit() {
        return tip() + armhole;
    }

    double bottom() {
        return top + length;
    }

    Path2D body(boolean vNeck) {
        double waistline = armpit() + (bottom() - armpit()) * .42;
        Outline half = Outline.from(0, top + depth);
        half = vNeck
                ? half.line(neck, top)
                : half.cubic(neck * .62, top + depth, neck * .96, top + depth * .5, neck, top);
        return half.quad((neck + shoulder) / 2, top + slope * .3, shoulder, tip())
                .quad(chest - 9, tip() + armhole * .55, chest, armpit())
                .cubic(chest - 2, armpit() + 30, waist, waistline - 34, waist, waistline)
                .cubic(waist, waistline + 36, hip - 4, bottom() - 50, hip, bottom())
                .quad(hip * .5, bottom() + 7, 0, bottom() + 7)
                .mirrored();
    }

    /** The right sleeve from {@code start} to {@code end}, measured along it. */
    Shape sleeve(double start, double end) {
        double sin = Math.sin(Math.toRadians(lift));
        double cos = Math.cos(Math.toRadians(lift));
        double reach = Math.min(1, start / sleeveLength);
        double width = armhole * 1.02 * (1 - reach) + cuff * reach;
        double originX = shoulder + 1;
        double originY = tip() - 1;
        double outerX = originX + end * sin;
        double outerY = originY + end * cos;
        if (start == 0) {
            return Outline.from(shoulder - 16, originY - 4)
                    .quad(originX + 1, originY - 1, originX + 16 * sin + 3, originY + 16 * cos)
                    .quad((originX + outerX) / 2 + 6 * cos, (originY + outerY) / 2 - 6, outerX, outerY)
                    .line(outerX - cuff * cos, outerY + cuff * sin)
                    .line(chest - 8, armpit())
                    .closed();
        }
        double startX = originX + start * sin;
        double startY = originY + start * cos;
        return Outline.from(startX + 1, startY)
                .line(outerX, outerY)
                .line(outerX - cuff * cos, outerY + cuff * sin)
                .line(startX - width * cos, startY + width * sin)
                .closed();
    }

    Shape armholeSeam() {
        return Outline.from(shoulder - 1, tip())
                .quad(chest - 10, tip() + armhole * .55, chest - 1, armpit())
                .open();
    }

    /** The neck's edge, {@code below} it. */
    Shape neckline(boolean vNeck, double below) {
        double x = neck + below * .8;
        double y = top + depth + below;
        Outline half = Outline.from(-x, top + below * .2);
        return vNeck
                ? half.line(0, y).line(x, top + below * .2).open()
                : half.cubic(-x * .96, top + depth * .5 + below, -x * .62, y, 0, y)
                        .cubic(x * .62, y, x * .96, top + depth * .5 + below, x, top + below * .2)
                        .open();
    }

    Shape hem(double above) {
        double y = bottom() - above;
        return Outline.from(-hip + 4, y).quad(0, y + 13, hip - 4, y).open();
    }

    Shape hemBand(double height) {
        double y = bottom() - height;
        return Outline.from(0, y + 4)
                .quad(hip * .5, y + 4, hip, y)
                .line(hip - 5, bottom() + 4)
                .quad(hip * .5, bottom() + 9, 0, bottom() + 9)
                .mirrored();
    }
}
