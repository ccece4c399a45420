package io.vitrine.catalogue.sample;

import java.awt.image.BufferedImage;

/** Everything that decides how one product looks. */
record Design(Kind kind, Gender gender, Colour colour, Pattern pattern, long seed) {

    /** The product's picture, 360 × 480; the same for the same design. */
    BufferedImage draw() {
        return laidOut().photograph();
    }

    /** The studio with the whole product on its stage. */
    Studio laidOut() {
        Dice dice = new Dice(seed);
        double size = dice.about(kind.scale() * (gender.isChild() ? .9 : 1), .05);
        Studio studio = new Studio(size, kind.hasSides() && dice.chance(.4), dice);
        kind.tailor().draw(studio, Fabric.of(colour, pattern, dice), gender, dice);
        return studio;
    }
}
