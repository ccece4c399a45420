package io.vitrine.encoders;

/** Lets tests of other packages prepare pictures, and look into them, without an encoder. */
public final class EncoderFixtures {

    private EncoderFixtures() {}

    public static Preprocessing preprocessing(int height, int width) {
        return new Preprocessing(height, width);
    }

    public static float[] pixels(Picture picture) {
        return picture.pixels().clone();
    }
}
