package io.vitrine.encoders.image;

/**
 * The part of a picture that fills the tower's input, as fractions of its width and height; {@code mirrored} swaps left and
 * right.
 */
public record PixelWindow(double left, double top, double width, double height, boolean mirrored) {

    /** All of the picture, as it is. */
    public static final PixelWindow WHOLE = new PixelWindow(0, 0, 1, 1, false);

    /** The middle of a picture, with a share of its width and of its height. */
    public static PixelWindow middle(double share) {
        return new PixelWindow((1 - share) / 2, (1 - share) / 2, share, share, false);
    }

    public PixelWindow {
        if (left < 0 || top < 0 || width <= 0 || height <= 0 || left + width > 1.0001 || top + height > 1.0001) {
            throw new IllegalArgumentException("A window must lie within its picture");
        }
    }
}
