package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** A material: its shade, what is woven into it, and how light falls on it. */
record Fabric(Colour name, Color colour, Color ink, Pattern pattern, long seed, double softness) {

    /** The material of a product; {@code ink} is what its pattern is printed with. */
    static Fabric of(Colour colour, Pattern pattern, Dice dice) {
        Color shade = colour.shade(dice);
        return new Fabric(colour, shade, ink(colour, shade, dice), pattern, dice.seed(), 1);
    }

    private static Color ink(Colour colour, Color shade, Dice dice) {
        return switch (colour) {
            case WHITE -> dice.chance(.5) ? new Color(176, 182, 196) : new Color(196, 190, 182);
            case BLACK, NAVY_BLUE -> dice.chance(.5) ? new Color(150, 152, 160) : new Color(206, 206, 206);
            case YELLOW, ORANGE, PINK -> dice.chance(.5) ? new Color(255, 250, 240) : mix(shade, Color.BLACK, .3);
            default -> dice.chance(.6) ? mix(shade, Color.WHITE, .75) : mix(shade, Color.BLACK, .4);
        };
    }

    /** The same shade without a pattern. */
    Fabric plain() {
        return new Fabric(name, colour, ink, Pattern.PLAIN, seed, softness);
    }

    /** Stiff and smooth like leather or rubber: no folds, a stronger shine. */
    Fabric stiff() {
        return new Fabric(name, colour, ink, pattern, seed, 0);
    }

    /** Towards white for a positive {@code amount}, towards black for a negative one. */
    Fabric shaded(double amount) {
        return dyed(amount > 0 ? mix(colour, Color.WHITE, amount) : mix(colour, Color.BLACK, -amount));
    }

    Fabric dyed(Color other) {
        return new Fabric(name, other, ink, pattern, seed, softness);
    }

    /** A line that can be seen on this material: dark on light ones, light on dark ones. */
    Color seam() {
        return luminance() > .16 ? new Color(0, 0, 0, 90) : new Color(255, 255, 255, 80);
    }

    /** Brightness as an eye sees it, 0 to 1. */
    double luminance() {
        return (.30 * colour.getRed() + .59 * colour.getGreen() + .11 * colour.getBlue()) / 255;
    }

    static Color mix(Color one, Color other, double share) {
        return new Color(
                (int) Math.round(one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) Math.round(one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) Math.round(one.getBlue() + (other.getBlue() - one.getBlue()) * share));
    }

    /** Paints {@code piece}, and a little beyond its contour, which {@link Light} then cuts off. */
    void paint(Graphics2D graphics, Shape piece) {
        Rectangle2D area = piece.getBounds2D();
        graphics.setColor(colour);
        graphics.fill(
                new Rectangle2D.Double(area.getX() - 8, area.getY() - 8, area.getWidth() + 16, area.getHeight() + 16));
        pattern.paint(graphics, area, ink, new Dice(seed));
        if (softness > 0) {
            folds(graphics, area);
        }
        edges(graphics, piece);
    }

    private Color shadow(double strength) {
        double factor = luminance() > .85 ? .55 : 1;
        return new Color(0, 0, 0, (int) Math.min(255, 255 * strength * factor));
    }

    private Color gleam(double strength) {
        return new Color(255, 255, 255, (int) Math.min(255, 255 * strength));
    }

    private void folds(Graphics2D graphics, Rectangle2D area) {
        Dice dice = new Dice(seed + Math.round(area.getWidth() * 31 + area.getX()));
        int count = 2 + (int) (area.getWidth() * area.getHeight() / 7000);
        for (int fold = 0; fold < count; fold++) {
            double x = area.getX() + area.getWidth() * dice.between(.08, .92);
            double y = area.getY() + area.getHeight() * dice.between(.05, .75);
            double lean = dice.between(-.25, .25) * area.getWidth();
            double length = area.getHeight() * dice.between(.16, .4);
            for (double width : new double[] {16, 10, 5}) {
                graphics.setColor(shadow(.05));
                graphics.fill(crease(x, y, lean, length, width));
                graphics.setColor(gleam(luminance() < .2 ? .035 : .05));
                graphics.fill(crease(x, y, lean, length, -width));
            }
        }
    }

    /** A sickle from (x, y) downwards, pointed at both ends. */
    private static Shape crease(double x, double y, double lean, double length, double width) {
        return Outline.from(x, y)
                .quad(x + lean * .1, y + length * .6, x + lean, y + length)
                .quad(x + lean * .1 + width * 1.6, y + length * .55, x, y)
                .closed();
    }

    private void edges(Graphics2D graphics, Shape piece) {
        graphics.setColor(shadow(.08));
        for (float width : new float[] {16, 7}) {
            graphics.setStroke(new BasicStroke(width));
            graphics.draw(piece);
        }
        graphics.setColor(luminance() > .85 ? new Color(0, 0, 0, 80) : shadow(.35));
        graphics.setStroke(new BasicStroke(1.8f));
        graphics.draw(piece);
    }
}
