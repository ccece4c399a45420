package io.vitrine.encoders.image;

/**
 * Antialiased bicubic resampling (Keys 1981, a = -0.5) along one dimension; a picture is resampled by columns, then rows.
 *
 * <p>When shrinking, the kernel is stretched by the ratio of sizes so that every source pixel counts.
 */
final class Resampler {

    private static final double SUPPORT = 2;
    private static final double SHARPNESS = -0.5;

    /** For each target pixel, the first source pixel that counts and the weights from there on. */
    private final int[] first;

    private final float[][] weights;

    /**
     * Prepares the weights.
     *
     * @param source length of the source, in pixels
     * @param target length of the result, in pixels
     * @param from where the part of the source begins that is to fill the target, in source pixels
     * @param length how long that part is, in source pixels
     */
    Resampler(int source, int target, double from, double length) {
        first = new int[target];
        weights = new float[target][];
        double scale = length / target;
        double stretch = Math.max(scale, 1);
        for (int i = 0; i < target; i++) {
            double center = from + (i + 0.5) * scale;
            int low = clamp((int) (center - SUPPORT * stretch + 0.5), 0, source - 1);
            int high = clamp((int) (center + SUPPORT * stretch + 0.5), low + 1, source);
            first[i] = low;
            weights[i] = normalised(center, low, high, stretch);
        }
    }

    private static float[] normalised(double center, int low, int high, double stretch) {
        double[] raw = new double[high - low];
        double sum = 0;
        for (int j = 0; j < raw.length; j++) {
            raw[j] = kernel((low + j - center + 0.5) / stretch);
            sum += raw[j];
        }
        float[] result = new float[raw.length];
        for (int j = 0; j < raw.length; j++) {
            result[j] = sum == 0 ? 1f / raw.length : (float) (raw[j] / sum);
        }
        return result;
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }

    /**
     * Resamples a plane along its rows and turns it, so that two calls resample both dimensions.
     *
     * @param plane (rows, source) row-major
     * @return (target, rows) row-major, clamped to [0, 255]
     */
    float[] resampleAndTurn(float[] plane, int rows) {
        float[] result = new float[first.length * rows];
        resampleAndTurn(plane, rows, result, 0, rows);
        return result;
    }

    /**
     * Resamples a band of a plane into its place in the turned whole.
     *
     * @param band (rows, source) row-major
     * @param result (target, all rows) row-major
     * @param top which of all rows is the band's first
     */
    void resampleAndTurn(float[] band, int rows, float[] result, int top, int allRows) {
        int source = band.length / rows;
        int target = first.length;
        for (int x = 0; x < target; x++) {
            float[] kernel = weights[x];
            for (int y = 0; y < rows; y++) {
                float sum = 0;
                int start = y * source + first[x];
                for (int j = 0; j < kernel.length; j++) {
                    sum += kernel[j] * band[start + j];
                }
                result[x * allRows + top + y] = Math.max(0, Math.min(255, sum));
            }
        }
    }
}
