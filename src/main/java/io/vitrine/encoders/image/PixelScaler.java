package io.vitrine.encoders.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Resamples pictures to the size a tower reads and scales their colours to [-1, 1], as channels of rows. */
public final class PixelScaler {

    private static final int CHANNELS = 3;
    private static final int WHITE = 255;

    /** The colours of this many rows are unpacked at once: for a whole picture they would take 16 bytes a pixel. */
    private static final int BAND_ROWS = 64;

    private final int height;
    private final int width;

    public PixelScaler(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** The part of a picture that the window shows, (3, height, width) row-major; transparent pixels lie on white. */
    public float[] scale(BufferedImage image, PixelWindow window) {
        int sourceWidth = image.getWidth();
        int sourceHeight = image.getHeight();
        Resampler columns =
                new Resampler(sourceWidth, width, window.left() * sourceWidth, window.width() * sourceWidth);
        Resampler rows =
                new Resampler(sourceHeight, height, window.top() * sourceHeight, window.height() * sourceHeight);
        float[][] turned = new float[CHANNELS][width * sourceHeight]; // (width, source height)
        for (int top = 0; top < sourceHeight; top += BAND_ROWS) {
            int bandRows = Math.min(BAND_ROWS, sourceHeight - top);
            float[][] planes = planes(image, top, bandRows);
            for (int channel = 0; channel < CHANNELS; channel++) {
                columns.resampleAndTurn(planes[channel], bandRows, turned[channel], top, sourceHeight);
            }
        }
        float[] pixels = new float[CHANNELS * height * width];
        for (int channel = 0; channel < CHANNELS; channel++) {
            write(rows.resampleAndTurn(turned[channel], width), pixels, channel, window.mirrored());
        }
        return pixels;
    }

    private void write(float[] plane, float[] pixels, int channel, boolean mirrored) {
        int offset = channel * height * width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = mirrored ? width - 1 - x : x;
                pixels[offset + y * width + column] = Math.round(plane[y * width + x]) / 127.5f - 1;
            }
        }
    }

    private static float[][] planes(BufferedImage image, int top, int rows) {
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return greyPlanes(image, top, rows);
        }
        int[] argb = image.getRGB(0, top, image.getWidth(), rows, null, 0, image.getWidth());
        float[][] planes = new float[CHANNELS][argb.length];
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int value = argb[i] >> (16 - 8 * channel) & 0xFF;
                planes[channel][i] = (value * alpha + WHITE * (255 - alpha)) / 255f;
            }
        }
        return planes;
    }

    /** Takes grey levels as they are stored: {@code getRGB} holds them for linear light and would brighten them. */
    private static float[][] greyPlanes(BufferedImage image, int top, int rows) {
        Raster raster = image.getRaster();
        float[] levels = raster.getSamples(0, top, image.getWidth(), rows, 0, (float[]) null);
        float most = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        for (int i = 0; i < levels.length; i++) {
            levels[i] *= WHITE / most;
        }
        if (image.getColorModel().hasAlpha()) {
            float[] alphas = raster.getSamples(0, top, image.getWidth(), rows, 1, (float[]) null);
            for (int i = 0; i < levels.length; i++) {
                levels[i] = WHITE + (levels[i] - WHITE) * alphas[i] / most;
            }
        }
        return new float[][] {levels, levels, levels};
    }
}
