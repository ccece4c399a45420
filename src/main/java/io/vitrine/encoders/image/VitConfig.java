package io.vitrine.encoders.image;

import static io.vitrine.encoders.EncoderException.require;

import ai.djl.ndarray.types.Shape;

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
        float layerNormEpsilon)
        implements ImageArchitecture {

    public VitConfig {
        require(patch >= 1, "patch", "must be at least 1");
        require(height >= patch && height % patch == 0, "height", notInPatches(height, patch));
        require(width >= patch && width % patch == 0, "width", notInPatches(width, patch));
        require(hiddenWidth >= 1, "hiddenWidth", "must be at least 1");
        require(layers >= 1, "layers", "must be at least 1");
        require(heads >= 1 && hiddenWidth % heads == 0, "heads", "must divide the hidden width of " + hiddenWidth);
        require(feedForwardWidth >= 1, "feedForwardWidth", "must be at least 1");
    }

    private static String notInPatches(int side, int patch) {
        return "is " + side + ", which cannot be cut into whole patches of " + patch + " pixels";
    }

    @Override
    public int pooledWidth() {
        return hiddenWidth;
    }

    /** As published: 0.02 everywhere. */
    @Override
    public double initialDeviation(String name, Shape shape) {
        return 0.02;
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

    /** One for each patch, and the class token. */
    int tokens() {
        return 1 + rows() * columns();
    }
}
