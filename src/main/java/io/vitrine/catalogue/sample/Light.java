package io.vitrine.catalogue.sample;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** How light falls on a piece of material: from the upper left, on a surface that is never quite even. */
final class Light {

    private static final int GRAIN_SIZE = 1 << 12;
    private static final int[] GRAIN = grain();

    private Light() {}

    /** Shades {@code layer} and cuts it out by the alpha of {@code contour}; both are of the same size, premultiplied. */
    static void shine(BufferedImage layer, BufferedImage contour, Fabric fabric) {
        int[] pixels = pixels(layer);
        int[] mask = pixels(contour);
        int width = layer.getWidth();
        int height = layer.getHeight();
        int[] across = across(width, fabric);
        int[] down = down(height, fabric);
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                int alpha = mask[i] >>> 24;
                pixels[i] =
                        alpha == 0 ? 0 : lit(pixels[i], alpha, across[x] + down[y] + GRAIN[i * 31 & (GRAIN_SIZE - 1)]);
            }
        }
    }

    /** One pixel lightened (towards white) or darkened by {@code light} 256ths, then multiplied by its coverage. */
    private static int lit(int pixel, int alpha, int light) {
        int red = lit(pixel >> 16 & 255, light) * alpha / 255;
        int green = lit(pixel >> 8 & 255, light) * alpha / 255;
        int blue = lit(pixel & 255, light) * alpha / 255;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private static int lit(int channel, int light) {
        return light > 0 ? channel + ((255 - channel) * light >> 8) : channel + (channel * light >> 8);
    }

    /** Dark at the left edge, brightest at two fifths, darkest at the right edge. */
    private static int[] across(int width, Fabric fabric) {
        double shine = fabric.softness() > 0 ? 24 : 50;
        double shade = fabric.luminance() > .85 ? 28 : 56;
        int[] light = new int[width];
        for (int x = 0; x < width; x++) {
            double at = (x + .5) / width;
            double gleam = Math.max(0, 1 - Math.abs(at - .36) / .2);
            double edge = Math.max(0, at < .36 ? 1 - at / .22 : (at - .56) / .44);
            light[x] = (int) (shine * gleam - shade * edge);
        }
        return light;
    }

    private static int[] down(int height, Fabric fabric) {
        double shade = fabric.luminance() > .85 ? 18 : 34;
        int[] light = new int[height];
        for (int y = 0; y < height; y++) {
            double at = (y + .5) / height;
            light[y] = (int) (16 * Math.max(0, 1 - at / .4) - shade * Math.max(0, (at - .4) / .6));
        }
        return light;
    }

    private static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static int[] grain() {
        Dice dice = new Dice(1);
        int[] grain = new int[GRAIN_SIZE];
        for (int i = 0; i < GRAIN_SIZE; i++) {
            grain[i] = dice.below(17) - 8;
        }
        return grain;
    }
}
