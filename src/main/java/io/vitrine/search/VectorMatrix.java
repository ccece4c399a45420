package io.vitrine.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;
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

    /** So many blocks take milliseconds, which processors that have nothing else to do shorten. */
    private static final int SHARED_BLOCKS = 128;

    /** Arrays of scores that are kept for the next searches: hundreds of kilobytes each, or megabytes. */
    private static final int SPARE = 4;

    /** Into which scores from -1 to 1 are counted: as fine as their rounding needs, and few enough for the processor's second cache. */
    private static final int BINS = 1 << 14;

    private final long changes;
    private final Reading reading;
    private final long[] keys; // ascending
    private final int dimensions;
    private final short[][] blocks; // float16
    private final ArrayBlockingQueue<float[]> spare = new ArrayBlockingQueue<>(SPARE);

    private VectorMatrix(long changes, Reading reading, long[] keys, int dimensions, short[][] blocks) {
        this.changes = changes;
        this.reading = reading;
        this.keys = keys;
        this.dimensions = dimensions;
        this.blocks = blocks;
    }

    /** Arranges vectors, which come in the order of their keys. */
    static final class Builder {

        private final Instant start = Instant.now();
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
            return new VectorMatrix(changes, Reading.since(start), numbers, dimensions, blocks.toArray(short[][]::new));
        }
    }

    /** How often the table had been changed when it was read. */
    long changes() {
        return changes;
    }

    Reading reading() {
        return reading;
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

    /** Where a product is; negative when it is not there. */
    int position(long productKey) {
        return Arrays.binarySearch(keys, productKey);
    }

    /** The score of each vector, a little wrong; to be closed, so that the next search need not allocate as much. */
    Scores scores(float[] query) {
        float[] scores = Objects.requireNonNullElseGet(spare.poll(), () -> new float[blocks.length * BLOCK]);
        IntStream numbers = IntStream.range(0, blocks.length);
        (blocks.length < SHARED_BLOCKS ? numbers : numbers.parallel()).forEach(b -> {
            Arrays.fill(scores, b * BLOCK, (b + 1) * BLOCK, 0);
            for (int d = 0; d < dimensions; d++) {
                addProducts(query[d], blocks[b], d * BLOCK, scores, b * BLOCK);
            }
        });
        return new Scores(scores);
    }

    private static void addProducts(float factor, short[] block, int row, float[] scores, int start) {
        for (int i = 0; i < BLOCK; i++) {
            scores[start + i] += factor * Float.float16ToFloat(block[row + i]);
        }
    }

    /**
     * Those that can be among the best.
     *
     * @param keys in no particular order
     * @param bound above the score of every other product, whichever order its sum is computed in; −∞ when there are no others
     */
    record Best(List<Long> keys, double bound) {}

    /** What each vector scores for one query of unit length; −∞ for products that are left out. */
    final class Scores implements AutoCloseable {

        private final float[] scores;

        private Scores(float[] scores) {
            this.scores = scores;
        }

        /** Leaves out all products but those at these places. */
        void keep(BitSet positions) {
            for (int i = positions.nextClearBit(0); i < keys.length; i = positions.nextClearBit(i + 1)) {
                scores[i] = Float.NEGATIVE_INFINITY;
            }
        }

        /**
         * The products that can be among the best, whichever order a score's sum is computed in.
         *
         * @param count how many are wanted
         * @param besides a product that is left out
         */
        Best best(int count, @Nullable Long besides) {
            float reached = reached(besides == null ? count : count + 1);
            float least = reached - 2 * ROUNDING;
            List<Long> best = new ArrayList<>();
            for (int i = 0; i < keys.length; i++) {
                if (scores[i] >= least
                        && scores[i] > Float.NEGATIVE_INFINITY
                        && (besides == null || keys[i] != besides)) {
                    best.add(keys[i]);
                }
            }
            return new Best(best, reached - ROUNDING);
        }

        /** A score that so many have, and hardly more: the lower edge of the bin that the last of them falls in. −∞ when there are not more. */
        private float reached(int count) {
            if (keys.length <= count) {
                return Float.NEGATIVE_INFINITY;
            }
            int[] bins = new int[BINS];
            for (int i = 0; i < keys.length; i++) {
                bins[Math.clamp((int) ((scores[i] + 1) * (BINS / 2f)), 0, BINS - 1)]++;
            }
            int bin = BINS;
            int have = 0;
            while (have < count) {
                have += bins[--bin];
            }
            return bin == 0 ? Float.NEGATIVE_INFINITY : bin / (BINS / 2f) - 1;
        }

        @Override
        public void close() {
            var _ = spare.offer(scores);
        }
    }
}
