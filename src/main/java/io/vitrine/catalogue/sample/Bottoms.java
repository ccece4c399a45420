package io.vitrine.catalogue.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Jeans and trousers. */
final class Bottoms {

    private static final Color ORANGE_THREAD = new Color(205, 140, 60);

    private Bottoms() {}

    /** Denim with orange stitching; men's wide and straight, women's skinny with round hips. */
    static void jeans(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        Legs legs = (gender == Gender.WOMEN
                        ? new Legs(-200, 205, 56, 82, -72, 52, 18, 56)
                        : new Legs(-200, 200, 78, 94, -62, 104, 26, 94))
                .varied(dice);
        Fabric denim = fabric.plain();
        double wash = dice.between(.3, 1);
        studio.cut(denim, legs.shape(), graphics -> faded(graphics, denim, legs, wash));
        legs.waistband(studio, denim, 15);
        legs.fly(studio, denim);
        Shape pocket = Outline.from(legs.waist() * .5, legs.top() + 15)
                .quad(legs.waist() * .55, legs.top() + 44, legs.hip() - 2, legs.top() + 46)
                .open();
        Color thread = fabric.luminance() > .75 ? new Color(170, 165, 160) : ORANGE_THREAD;
        studio.linePair(denim.seam(), 2, pocket);
        studio.stitch(thread, pocket);
        studio.stitch(thread, Studio.mirror(pocket));
        for (double x : new double[] {legs.waist() * .55, legs.hip() * .9}) {
            studio.button(x, legs.top() + 42, 2.2, Legs.METAL);
            studio.button(-x, legs.top() + 42, 2.2, Legs.METAL);
        }
        legs.hems(studio, thread, 8);
        if (gender == Gender.MEN && dice.chance(.4)) {
            legs.turnUps(studio, denim.shaded(.3), 18);
        }
    }

    /** Smooth with a crease; men's straight and wide with pleats, women's high-waisted and flared to the ankle. */
    static void trousers(Studio studio, Fabric fabric, Gender gender, Dice dice) {
        Legs legs = (gender == Gender.WOMEN
                        ? new Legs(-205, 190, 54, 80, -82, 108, 40, 62)
                        : new Legs(-200, 206, 80, 96, -66, 88, 20, 92))
                .varied(dice);
        studio.cut(fabric, legs.shape());
        legs.waistband(studio, fabric.plain(), gender == Gender.WOMEN ? 26 : 17);
        legs.fly(studio, fabric);
        double hemMiddle = (legs.inner() + legs.outer()) / 2;
        Shape crease = Outline.from(legs.waist() * .55, legs.top() + 40)
                .quad(legs.knee() * .58, legs.crotch() + 60, hemMiddle, legs.bottom())
                .open();
        studio.linePair(new Color(0, 0, 0, 46), 3.5, crease);
        studio.linePair(new Color(255, 255, 255, 60), 1.6, crease);
        studio.linePair(
                fabric.seam(),
                2,
                Outline.from(legs.waist() * .72, legs.top() + 17)
                        .line(legs.hip() - 3, legs.top() + 66)
                        .open());
        if (gender == Gender.WOMEN && dice.chance(.6)) {
            Bow.draw(studio, fabric.plain().shaded(-.12), 0, legs.top() + 12, 17);
        }
    }

    private static void faded(Graphics2D graphics, Fabric denim, Legs legs, double wash) {
        Path2D thigh = Outline.from(legs.hip() * .52, legs.top() + 92)
                .quad(legs.knee() * .56, legs.crotch() + 80, legs.knee() * .56, legs.bottom() - 120)
                .open();
        int strength = (int) (wash * (denim.luminance() < .15 ? 12 : 20));
        graphics.setColor(new Color(255, 255, 255, strength));
        for (float width : new float[] {44, 32, 22, 12}) {
            graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(thigh);
            graphics.draw(Studio.mirror(thigh));
        }
    }
}
