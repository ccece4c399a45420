package io.vitrine.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a table's vectors in memory, which finds the candidates of an exact search by comparing the query with all of them.
 *
 * <p>Numbers are kept as float16: what the comparison waits for is the memory. Vectors lie in blocks, dimension by dimension: the loop over a
 * block adds up many scores at once and in the same way, so that the compiler makes vector instructions of it and equal vectors have equal
 * scores.
 */
final class VectorMatrix {

    /** Scores of a block that stay in the processor's first cache while its dimensions are read. */
    private static final int BLOCK = 1024;

    /**
     * How far a score may lie from the database's: float16 has 11 bits and the products within two unit vectors add up to 1 at most, so
     * 2⁻¹¹; and each of two sums of 128 float32 numbers, of 24 bits, may be 128 · 2⁻²⁴ wrong, which leaves as much for numbers
     * too small for float16.
     */
    private static final float ROUNDING = 0x1p-11f + 0x1p-15f;

    private final long changes;
    private final Instant readAt;
    private final long[] keys;
    private final int dimensions;
    private final short[][] blocks; // float16

    private VectorMatrix(long changes, Instant readAt, long[] keys, int dimensions, short[][] blocks) {
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
        private final List<short[]> blocks = new ArrayList<>();

        Builder(int dimensions) {
            this.dimensions = dimensions;
        }

        void add(long productKey, float[] vector) {
            int column = keys.size() % BLOCK;
            if (column == 0) {
                blocks.add(new short[dimensions * BLOCK]);
            }
            short[] block = blocks.getLast();
            for (int d = 0; d < dimensions; d++) {
                block[d * BLOCK + column] = Float.floatToFloat16(vector[d]);
            }
            keys.add(productKey);
        }

        /** @param changes of the table when it was read */
        VectorMatrix build(long changes) {
            long[] numbers = keys.stream().mapToLong(Long::longValue).toArray();
            return new VectorMatrix(changes, Instant.now(), numbers, dimensions, blocks.toArray(short[][]::new));
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

    /** What so many vectors take, in bytes. */
    static long bytes(long vectors, int dimensions) {
        return vectors * dimensions * Short.BYTES;
    }

    long bytes() {
        return bytes((long) blocks.length * BLOCK, dimensions);
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
        float least = largest(scores, besides == null ? count : count + 1) - 2 * ROUNDING;
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
            for (int d = 0; d < dimensions; d++) {
                addProducts(query[d], blocks[b], d * BLOCK, scores, b * BLOCK);
            }
        }
        return scores;
    }

    private static void addProducts(float factor, short[] block, int row, float[] scores, int start) {
        for (int i = 0; i < BLOCK; i++) {
            scores[start + i] += factor * Float.float16ToFloat(block[row + i]);
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
