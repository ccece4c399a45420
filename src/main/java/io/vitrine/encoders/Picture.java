package io.vitrine.encoders;

/** A picture as an image tower reads it: float32 (3, height, width), scaled to [-1, 1]. */
public final class Picture {

    private final float[] pixels;

    Picture(float[] pixels) {
        this.pixels = pixels;
    }

    float[] pixels() {
        return pixels;
    }
}
