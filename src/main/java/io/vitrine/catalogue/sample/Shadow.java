package io.vitrine.catalogue.sample;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The soft shadow of what lies on a stage, in a fraction of its size: enlarging it again is half of the blur. */
final class Shadow {

    private static final double DARKNESS = .26;

    private Shadow() {}

    static BufferedImage of(BufferedImage stage, int scale) {
        int width = stage.getWidth() / scale;
        int height = stage.getHeight() / scale;
        int[] alpha = blurred(blurred(coverage(stage, scale, width, height), width, height), width, height);
        BufferedImage shadow = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < alpha.length; i++) {
            shadow.setRGB(i % width, i / width, (int) (alpha[i] * DARKNESS) << 24 | 0x20242C);
        }
        return shadow;
    }

    /** One sample of the stage's alpha for each cell. */
    private static int[] coverage(BufferedImage stage, int scale, int width, int height) {
        int[] pixels = ((DataBufferInt) stage.getRaster().getDataBuffer()).getData();
        int[] alpha = new int[width * height];
        for (int i = 0; i < alpha.length; i++) {
            int y = i / width * scale + scale / 2;
            int x = i % width * scale + scale / 2;
            alpha[i] = pixels[y * stage.getWidth() + x] >>> 24;
        }
        return alpha;
    }

    /** The mean of each cell and its eight neighbours; the border stays empty. */
    private static int[] blurred(int[] alpha, int width, int height) {
        int[] result = new int[alpha.length];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int sum = 0;
                for (int dy = -width; dy <= width; dy += width) {
                    int at = y * width + x + dy;
                    sum += alpha[at - 1] + alpha[at] + alpha[at + 1];
                }
                result[y * width + x] = sum / 9;
            }
        }
        return result;
    }
}
