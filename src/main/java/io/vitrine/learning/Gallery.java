package io.vitrine.learning;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Vectors that many others are compared with.
 *
 * <p>They lie in blocks, dimension by dimension: the loop over a block adds up many inner products at once, so that the compiler makes
 * vector instructions of it, and a few queries pass while a block is in the processor's cache. Each sum is made in the order of the
 * dimensions, so that equal vectors have equal scores.
 */
final class Gallery {

    /** A block of 128 dimensions fits the second cache, the sums of one the first. */
    private static final int BLOCK = 1024;

    private static final int TOGETHER = 8;

    private final int size;
    private final float[][][] blocks; // (N / BLOCK, W, BLOCK or what is left)

    /** Arranges vectors (N, W). */
    Gallery(float[][] vectors) {
        size = vectors.length;
        blocks = new float[(size + BLOCK - 1) / BLOCK][][];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = turned(vectors, block * BLOCK, Math.min(size, (block + 1) * BLOCK));
        }
    }

    private static float[][] turned(float[][] vectors, int from, int to) {
        float[][] turned = new float[vectors[from].length][to - from];
        for (int i = from; i < to; i++) {
            for (int d = 0; d < turned.length; d++) {
                turned[d][i - from] = vectors[i][d];
            }
        }
        return turned;
    }

    /** What becomes of a query's scores. */
    interface Use<T> {
        T of(int query, float[] scores);
    }

    /** Scores all queries (Q, W), on all processors, and keeps what {@code use} makes of each one's scores (N); in order. */
    <T> List<T> each(float[][] queries, Use<T> use) {
        return IntStream.range(0, (queries.length + TOGETHER - 1) / TOGETHER)
                .parallel()
                .boxed()
                .flatMap(group -> group(queries, group * TOGETHER, use))
                .toList();
    }

    private <T> Stream<T> group(float[][] queries, int from, Use<T> use) {
        int count = Math.min(TOGETHER, queries.length - from);
        float[][] scores = new float[count][size];
        for (int block = 0; block < blocks.length; block++) {
            for (int q = 0; q < count; q++) {
                score(queries[from + q], blocks[block], scores[q], block * BLOCK);
            }
        }
        return IntStream.range(0, count).mapToObj(q -> use.of(from + q, scores[q]));
    }

    /** The inner products of one query (W) with all, (N). */
    float[] scores(float[] query) {
        float[] scores = new float[size];
        for (int block = 0; block < blocks.length; block++) {
            score(query, blocks[block], scores, block * BLOCK);
        }
        return scores;
    }

    private static void score(float[] query, float[][] block, float[] scores, int place) {
        int count = block[0].length;
        float[] sums = new float[count];
        for (int d = 0; d < query.length; d++) {
            float weight = query[d];
            float[] numbers = block[d];
            for (int i = 0; i < count; i++) {
                sums[i] += weight * numbers[i];
            }
        }
        System.arraycopy(sums, 0, scores, place, count);
    }
}
