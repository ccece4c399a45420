package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a hybrid search does once both rankings are read, each a thousand deep, with half of their products in common. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoreFusionBenchmark {

    private static final int DEPTH = 1000;

    private List<Neighbour> near;
    private Map<Long, Double> coverage;

    @Setup
    public void rank() {
        SplittableRandom random = new SplittableRandom(1);
        near = IntStream.range(0, DEPTH)
                .mapToObj(rank -> new Neighbour(2L * rank, 1 - rank * 1e-3))
                .toList();
        coverage = new HashMap<>();
        for (int rank = 0; rank < DEPTH; rank++) {
            coverage.put((long) DEPTH + 2 * (rank / 2) + rank % 2, random.nextDouble());
        }
    }

    @Benchmark
    public List<Neighbour> fused() {
        return ScoreFusion.fused(near, coverage);
    }
}
