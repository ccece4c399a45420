package io.vitrine.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a table's vectors in memory, which finds the candidates of an exact search by comparing the query with all of them.
 *
 * <p>Vectors lie in blocks, dimension by dimension: the loop over a block adds up many scores at once and in the same way, so that the
 * compiler makes vector instructions of it and equal vectors have equal scores.
 */
final class VectorMatrix {

    /** Scores of a block that stay in the processor's first cache while its dimensions are read. */
    private static final int BLOCK = 1024;

    /** Dimensions that one pass over a block adds. */
    private static final int STEP = 4;

    /**
     * How far the scores of unit vectors may lie apart that were added up in different orders, twice over: a float32 has 24 bits, and
     * the products of 128 dimensions add up to 1 at most, so 128 · 2⁻²⁴ for each of two sums, for two vectors.
     */
    private static final float ROUNDING = 4 * 128 * 0x1p-24f;

    private final long changes;
    private final Instant readAt;
    private final long[] keys;
    private final int dimensions;
    private final float[][] blocks;

    private VectorMatrix(long changes, Instant readAt, long[] keys, int dimensions, float[][] blocks) {
        this.changes = changes;
        this.readAt = readAt;
        this.keys = keys;
        this.dimensions = dimensions;
        this.blocks = blocks;
    }

    /** Arranges vectors as they come. */
    static final class Builder {

        private final int dimensions;
        private final List<Long> keys = new ArrayList<>();
        private final List<float[]> blocks = new ArrayList<>();

        /** @param dimensions a multiple of four */
        Builder(int dimensions) {
            this.dimensions = dimensions;
        }

        void add(long productKey, float[] vector) {
            int column = keys.size() % BLOCK;
            if (column == 0) {
                blocks.add(new float[dimensions * BLOCK]);
            }
            float[] block = blocks.getLast();
            for (int d = 0; d < dimensions; d++) {
                block[d * BLOCK + column] = vector[d];
            }
            keys.add(productKey);
        }

        /** @param changes of the table when it was read */
        VectorMatrix build(long changes) {
            long[] numbers = keys.stream().mapToLong(Long::longValue).toArray();
            return new VectorMatrix(changes, Instant.now(), numbers, dimensions, blocks.toArray(float[][]::new));
        }
    }

    /** How often the table had been changed when it was read. */
    long changes() {
        return changes;
    }

    Instant readAt() {
        return readAt;
    }

    int size() {
        return keys.length;
    }

    /** What the vectors take, in bytes. */
    long bytes() {
        return (long) blocks.length * BLOCK * dimensions * Float.BYTES;
    }

    /**
     * The keys of all products that can be among the best, whichever order a score's sum is computed in, in no particular order.
     *
     * @param query of unit length
     * @param count how many are wanted
     * @param besides a product that is left out
     */
    List<Long> candidates(float[] query, int count, @Nullable Long besides) {
        float[] scores = scores(query);
        float least = largest(scores, besides == null ? count : count + 1) - ROUNDING;
        List<Long> candidates = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            if (scores[i] >= least && (besides == null || keys[i] != besides)) {
                candidates.add(keys[i]);
            }
        }
        return candidates;
    }

    private float[] scores(float[] query) {
        float[] scores = new float[blocks.length * BLOCK];
        for (int b = 0; b < blocks.length; b++) {
            for (int d = 0; d < dimensions; d += STEP) {
                addProducts(blocks[b], d * BLOCK, query, d, scores, b * BLOCK);
            }
        }
        return scores;
    }

    private static void addProducts(float[] block, int row, float[] query, int d, float[] scores, int start) {
        float first = query[d];
        float second = query[d + 1];
        float third = query[d + 2];
        float fourth = query[d + 3];
        for (int i = 0; i < BLOCK; i++) {
            scores[start + i] += first * block[row + i]
                    + second * block[row + BLOCK + i]
                    + third * block[row + 2 * BLOCK + i]
                    + fourth * block[row + 3 * BLOCK + i];
        }
    }

    /** The lowest of so many largest scores; −∞ when there are not more. */
    private float largest(float[] scores, int count) {
        PriorityQueue<Float> best = new PriorityQueue<>();
        float least = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < keys.length; i++) {
            if (scores[i] > least) {
                best.add(scores[i]);
                if (best.size() > count) {
                    best.remove();
                    least = best.element();
                }
            }
        }
        return least;
    }
}
