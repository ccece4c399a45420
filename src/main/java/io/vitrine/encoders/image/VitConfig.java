package io.vitrine.encoders.image;

import io.vitrine.encoders.EncoderException;

/**
 * The dimensions of a vision transformer.
 *
 * @param height height of the pictures it reads, in pixels
 * @param width width of the pictures it reads, in pixels
 * @param patch side of a square patch, in pixels
 * @param hiddenWidth width of a patch's vector
 */
public record VitConfig(
        int height,
        int width,
        int patch,
        int hiddenWidth,
        int layers,
        int heads,
        int feedForwardWidth,
        float layerNormEpsilon) {

    public VitConfig {
        if (patch < 1 || height < patch || width < patch || height % patch != 0 || width % patch != 0) {
            throw new EncoderException("Pictures of " + height + "×" + width + " cannot be cut into whole patches of "
                    + patch + "×" + patch);
        }
    }

    /** The same architecture for pictures of another size. */
    public VitConfig forPictures(int newHeight, int newWidth) {
        return new VitConfig(
                newHeight, newWidth, patch, hiddenWidth, layers, heads, feedForwardWidth, layerNormEpsilon);
    }

    int rows() {
        return height / patch;
    }

    int columns() {
        return width / patch;
    }
}
