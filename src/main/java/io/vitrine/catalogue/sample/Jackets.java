package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;

/** Jackets, zipped down the front. */
final class Jackets {

    private Jackets() {}

    /** Zipped; men's are roomy with a ribbed hem, women's short with lapels and a belt. */
    static void jacket(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        TopCut cut = TopCut.jacket(gender).varied(dice);
        Fabric trim = fabric.plain().shaded(fabric.luminance() > .2 ? -.25 : .14);
        studio.cut(trim.shaded(-.2), Trimmings.collarStand(cut));
        studio.cutPair(fabric, cut.sleeve(0, cut.sleeveLength()));
        studio.cutPair(trim, cut.sleeve(cut.sleeveLength() - 20, cut.sleeveLength() + 2));
        boolean quilted = !gender.isFitted() && dice.chance(.5);
        studio.cut(fabric, cut.body(true), graphics -> {
            if (quilted) {
                quilting(graphics, cut);
            }
        });
        studio.linePair(fabric.seam(), 1.8, cut.armholeSeam());
        if (!gender.isFitted()) {
            studio.cut(trim, cut.hemBand(24));
        }
        zip(studio, fabric, cut.top() + cut.depth() - 6, cut.bottom() + 4);
        Trimmings.collar(studio, trim, cut, gender.isFitted() ? 66 : 40);
        double pockets = cut.bottom() - (gender.isFitted() ? 66 : 100);
        double x = gender.isFitted() ? 26 : 44;
        studio.linePair(
                fabric.seam(),
                3.4,
                Outline.from(x, pockets + 34).line(x + 26, pockets).open());
        if (gender.isFitted()) {
            belt(studio, trim, cut);
        } else if (!quilted) {
            studio.linePair(
                    fabric.seam(),
                    1.6,
                    Outline.from(6, cut.top() + 92)
                            .line(cut.chest() - 6, cut.top() + 86)
                            .open());
        }
    }

    private static void belt(Studio studio, Fabric trim, TopCut cut) {
        double y = cut.top() + 146;
        studio.cut(
                trim,
                Outline.from(0, y)
                        .line(cut.waist() + 3, y)
                        .line(cut.waist() + 3, y + 15)
                        .line(0, y + 15)
                        .mirrored());
        studio.line(new Color(205, 205, 210), 3, Studio.box(-11, y - 1, 22, 17));
    }

    /** Rows of padding, each bright above and dark below. */
    private static void quilting(Graphics2D graphics, TopCut cut) {
        for (double y = cut.top() + 40; y < cut.bottom() - 30; y += 36) {
            Shape row = Outline.from(-130, y).quad(0, y + 7, 130, y).open();
            graphics.setStroke(new BasicStroke(9));
            graphics.setColor(new Color(255, 255, 255, 34));
            graphics.translate(0, 9);
            graphics.draw(row);
            graphics.translate(0, -9);
            graphics.setColor(new Color(0, 0, 0, 40));
            graphics.draw(row);
            graphics.setStroke(new BasicStroke(2));
            graphics.draw(row);
        }
    }

    private static void zip(Studio studio, Fabric fabric, double top, double bottom) {
        studio.fill(new Color(0, 0, 0, 70), Studio.box(-4.5, top, 9, bottom - top));
        studio.stitch(
                new Color(215, 215, 220), Outline.from(0, top).line(0, bottom).open());
        studio.linePair(fabric.seam(), 1, Outline.from(9, top).line(9, bottom).open());
        studio.button(0, top + 16, 4, new Color(210, 210, 215));
    }
}
