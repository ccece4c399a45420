package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What is woven into or printed on a fabric. */
enum Pattern {
    PLAIN(""),
    STRIPED("Striped") {
        @Override
        void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {
            double pitch = dice.between(17, 34);
            double width = pitch * dice.between(.22, .34);
            boolean fineLine = dice.chance(.4);
            graphics.setColor(ink);
            for (double y = first(area.getMinY(), pitch); y < area.getMaxY(); y += pitch) {
                graphics.fill(new Rectangle2D.Double(area.getX(), y, area.getWidth(), width));
                if (fineLine) {
                    graphics.fill(new Rectangle2D.Double(area.getX(), y + width * 1.5, area.getWidth(), 1.6));
                }
            }
        }
    },
    PINSTRIPED("Striped") {
        @Override
        void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {
            double pitch = dice.between(11, 20);
            graphics.setColor(ink);
            for (double x = first(area.getMinX(), pitch); x < area.getMaxX(); x += pitch) {
                graphics.fill(new Rectangle2D.Double(x, area.getY(), pitch * .16, area.getHeight()));
            }
        }
    },
    CHECKED("Checked") {
        @Override
        void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {
            double pitch = dice.between(24, 42);
            Color band = new Color(0, 0, 0, 36);
            for (double y = first(area.getMinY(), pitch); y < area.getMaxY(); y += pitch) {
                Rectangle2D row = new Rectangle2D.Double(area.getX(), y, area.getWidth(), pitch * .36);
                fill(graphics, band, row);
                fill(graphics, ink, new Rectangle2D.Double(area.getX(), y + pitch * .66, area.getWidth(), 2));
            }
            for (double x = first(area.getMinX(), pitch); x < area.getMaxX(); x += pitch) {
                Rectangle2D column = new Rectangle2D.Double(x, area.getY(), pitch * .36, area.getHeight());
                fill(graphics, band, column);
                fill(graphics, ink, new Rectangle2D.Double(x + pitch * .66, area.getY(), 2, area.getHeight()));
            }
        }
    },
    DOTTED("Polka Dot") {
        @Override
        void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {
            double pitch = dice.between(18, 28);
            double size = pitch * dice.between(.34, .44);
            graphics.setColor(ink);
            int row = (int) Math.floor(area.getMinY() / pitch);
            for (double y = row * pitch; y < area.getMaxY(); y += pitch, row++) {
                double shift = row % 2 == 0 ? 0 : pitch / 2;
                for (double x = first(area.getMinX(), pitch) - shift; x < area.getMaxX(); x += pitch) {
                    graphics.fill(new Ellipse2D.Double(x, y, size, size));
                }
            }
        }
    },
    FLORAL("Printed") {
        @Override
        void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {
            double pitch = dice.between(34, 46);
            int petals = 4 + dice.below(3);
            for (double y = first(area.getMinY(), pitch); y < area.getMaxY() + pitch; y += pitch) {
                for (double x = first(area.getMinX(), pitch); x < area.getMaxX() + pitch; x += pitch) {
                    double size = pitch * dice.between(.16, .27);
                    flower(graphics, ink, x + dice.between(-9, 9), y + dice.between(-9, 9), size, petals);
                }
            }
        }
    },
    /** A picture on the chest; the garment draws it, the fabric itself stays plain. */
    GRAPHIC("Printed");

    private final String label;

    Pattern(String label) {
        this.label = label;
    }

    /** The word in a product's name; empty for plain ones. */
    String label() {
        return label;
    }

    /** Paints the pattern over {@code area}; equal dice continue it from one piece of a garment to the next. */
    void paint(Graphics2D graphics, Rectangle2D area, Color ink, Dice dice) {}

    /** The first multiple of {@code pitch} that is not after {@code start}. */
    private static double first(double start, double pitch) {
        return Math.floor(start / pitch) * pitch;
    }

    private static void fill(Graphics2D graphics, Color colour, Rectangle2D shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    private static void flower(Graphics2D graphics, Color ink, double x, double y, double radius, int petals) {
        graphics.setColor(ink);
        Path2D leaf = new Path2D.Double(new Ellipse2D.Double(-radius * .32, -radius, radius * .64, radius));
        for (int petal = 0; petal < petals; petal++) {
            AffineTransform turn = AffineTransform.getTranslateInstance(x, y);
            turn.rotate(2 * Math.PI * petal / petals + x);
            graphics.fill(turn.createTransformedShape(leaf));
        }
        graphics.setStroke(new BasicStroke(1.4f));
        graphics.draw(Outline.from(x, y + radius * .9)
                .quad(x + radius * .5, y + radius * 1.4, x + radius * .2, y + radius * 2)
                .open());
    }
}
