package io.vitrine.encoders.image;

/**
 * Bicubic interpolation of a grid of vectors to another grid (Keys 1981, a = -0.75, borders repeated, no antialiasing): what
 * published vision transformers do with their position tables. The engine's own operation antialiases and would differ.
 */
final class GridInterpolation {

    private static final double SHARPNESS = -0.75;

    private GridInterpolation() {}

    /** The matrix that maps cells of the old grid to cells of the new one, (to rows · to columns, rows · columns) row-major. */
    static float[] matrix(int rows, int columns, int toRows, int toColumns) {
        double[][] byRow = weights(rows, toRows);
        double[][] byColumn = weights(columns, toColumns);
        float[] matrix = new float[toRows * toColumns * rows * columns];
        int cell = 0;
        for (double[] row : byRow) {
            for (double[] column : byColumn) {
                for (double rowWeight : row) {
                    for (double columnWeight : column) {
                        matrix[cell++] = (float) (rowWeight * columnWeight);
                    }
                }
            }
        }
        return matrix;
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
