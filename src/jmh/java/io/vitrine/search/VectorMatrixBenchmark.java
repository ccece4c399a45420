package io.vitrine.search;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The ten candidates of an exact search among so many vectors in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorMatrixBenchmark {

    private static final int DIMENSIONS = 128;

    @Param({"10000", "40000", "100000"})
    public int vectors;

    private VectorMatrix matrix;
    private float[] query;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        VectorMatrix.Builder builder = new VectorMatrix.Builder(DIMENSIONS);
        for (int key = 0; key < vectors; key++) {
            builder.add(key, unit(random));
        }
        matrix = builder.build(0);
        query = unit(random);
    }

    private static float[] unit(SplittableRandom random) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) random.nextGaussian();
            squares += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Benchmark
    public List<Long> candidates() {
        try (VectorMatrix.Scores scores = matrix.scores(query)) {
            return scores.best(10, null).keys();
        }
    }
}
