package io.vitrine.encoders.image;

import java.util.Arrays;

/**
 * Bicubic interpolation of a grid of vectors to another grid (Keys 1981, a = -0.75, borders repeated, no antialiasing): what
 * published vision transformers do with their position tables. The engine's own operation antialiases and would differ.
 */
final class GridInterpolation {

    private static final double SHARPNESS = -0.75;

    private GridInterpolation() {}

    /**
     * Resamples a table whose rows are vectors of the grid's cells, the grid's rows one after the other.
     *
     * @param table leading numbers that stay, then (rows · columns, width), row-major
     * @param leading how many numbers before the first cell stay as they are
     * @return the leading numbers, then (to rows · to columns, width)
     */
    static float[] resampled(float[] table, int leading, int width, int rows, int columns, int toRows, int toColumns) {
        double[][] byRow = weights(rows, toRows);
        double[][] byColumn = weights(columns, toColumns);
        float[] resampled = Arrays.copyOf(table, leading + toRows * toColumns * width);
        double[] cell = new double[width];
        for (int target = 0; target < toRows * toColumns; target++) {
            Arrays.fill(cell, 0);
            for (int source = 0; source < rows * columns; source++) {
                double weight =
                        byRow[target / toColumns][source / columns] * byColumn[target % toColumns][source % columns];
                for (int i = 0; i < width && weight != 0; i++) {
                    cell[i] += weight * table[leading + source * width + i];
                }
            }
            for (int i = 0; i < width; i++) {
                resampled[leading + target * width + i] = (float) cell[i];
            }
        }
        return resampled;
    }

    private static double[][] weights(int from, int to) { // (to, from)
        double[][] weights = new double[to][from];
        for (int i = 0; i < to; i++) {
            double position = (i + 0.5) * from / to - 0.5;
            int nearest = (int) Math.floor(position);
            for (int j = nearest - 1; j <= nearest + 2; j++) {
                weights[i][Math.clamp(j, 0, from - 1)] += kernel(Math.abs(position - j));
            }
        }
        return weights;
    }

    private static double kernel(double x) {
        if (x <= 1) {
            return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }
}
