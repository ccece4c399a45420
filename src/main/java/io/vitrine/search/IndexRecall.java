package io.vitrine.search;

import io.vitrine.search.Neighbours.Neighbour;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** What searches lose by asking the approximate index, and what they gain. */
@Service
public class IndexRecall {

    private final LiveTables tables;
    private final NearestProducts nearest;

    IndexRecall(LiveTables tables, NearestProducts nearest) {
        this.tables = tables;
        this.nearest = nearest;
    }

    /**
     * Asks each query twice, by way of the index and by comparing all vectors.
     *
     * @param queries unit vectors of the version
     * @param cutOff how many products each is asked for
     * @return empty when the catalogue is so small that all its searches compare all vectors
     * @throws IndexNotReady when the catalogue has not been indexed for the version
     */
    public Optional<Agreement> of(String model, String catalogue, List<float[]> queries, int cutOff) {
        return tables.read(
                tables.of(model, catalogue),
                table -> table.approximate() ? Optional.of(agreement(table, queries, cutOff)) : Optional.empty());
    }

    private Agreement agreement(EmbeddingTable table, List<float[]> queries, int cutOff) {
        double found = 0;
        int comparedAll = 0;
        long[] nanos = new long[2];
        for (float[] vector : queries) {
            VectorQuery query = VectorQuery.of(vector);
            Neighbours all = timed(nanos, 0, () -> nearest.nearest(table, query, Filters.NONE, cutOff, 0, true));
            Neighbours quick = timed(nanos, 1, () -> nearest.byIndex(table, query, cutOff));
            found += share(quick, all);
            comparedAll += quick.exact() ? 1 : 0;
        }
        int asked = Math.max(1, queries.size());
        return new Agreement(
                queries.size(), cutOff, found / asked, comparedAll, nanos[1] / 1e6 / asked, nanos[0] / 1e6 / asked);
    }

    private static Neighbours timed(long[] nanos, int place, Supplier<Neighbours> search) {
        long start = System.nanoTime();
        Neighbours neighbours = search.get();
        nanos[place] += System.nanoTime() - start;
        return neighbours;
    }

    /** By score, for products with the same picture are as good as one another. */
    private static double share(Neighbours quick, Neighbours all) {
        if (all.found().isEmpty()) {
            return 1;
        }
        double least = all.found().getLast().score();
        long good = quick.found().stream()
                .mapToDouble(Neighbour::score)
                .filter(score -> score >= least)
                .count();
        return (double) good / all.found().size();
    }

    /**
     * The index against the exact ranking.
     *
     * @param recall share of the exact first {@code cutOff} that the searches found, a mean over queries
     * @param comparedAll queries whose answer by the index looked doubtful, so that all vectors were compared after all
     * @param milliseconds of a search by the index, a mean
     * @param exactMilliseconds of a search that compares all vectors, a mean
     */
    public record Agreement(
            int queries, int cutOff, double recall, int comparedAll, double milliseconds, double exactMilliseconds) {}
}
