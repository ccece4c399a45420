package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;

/** Folds that fan out from a waist to a hem. */
final class Pleats {

    private Pleats() {}

    /** Paints {@code count} folds from (±waist, top) to (±hem, bottom). */
    static void paint(
            Graphics2D graphics, Fabric fabric, int count, double waist, double top, double hem, double bottom) {
        double strength = fabric.luminance() > .85 ? .6 : 1;
        for (int i = 0; i <= count; i++) {
            double at = 2.0 * i / count - 1;
            stroke(graphics, new Color(0, 0, 0, (int) (34 * strength)), 7, at, 0, waist, top, hem, bottom);
            stroke(graphics, new Color(0, 0, 0, (int) (48 * strength)), 2, at, 0, waist, top, hem, bottom);
            int gleam = fabric.luminance() < .2 ? 44 : 32;
            stroke(graphics, new Color(255, 255, 255, gleam), 6, at, 7, waist, top, hem, bottom);
        }
    }

    private static void stroke(
            Graphics2D graphics,
            Color tone,
            float width,
            double at,
            double aside,
            double waist,
            double top,
            double hem,
            double bottom) {
        graphics.setColor(tone);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double middle = (top + bottom) / 2;
        graphics.draw(Outline.from(at * waist + aside * .3, top)
                .quad(at * (waist * .6 + hem * .4) + aside, middle, at * hem + aside, bottom + 12)
                .open());
    }
}
