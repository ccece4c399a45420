package io.vitrine.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Spreads the unfinished partitions of a plan over the executors. */
final class BulkEmbedding {

    private final JavaSparkContext spark;
    private final int tasks;

    /** @param tasks at most; each reads the catalogue's list from the beginning to its own partitions */
    BulkEmbedding(JavaSparkContext spark, int tasks) {
        this.spark = spark;
        this.tasks = tasks;
    }

    /** Embeds what is not there yet, and tells of what it has embedded. */
    List<PartitionReport> run(EmbeddingPlan plan, EngineSettings engine, Path output) throws IOException {
        plan.claim(output);
        List<Integer> unfinished = new PartitionFiles(output).unfinished(plan);
        if (unfinished.isEmpty()) {
            return List.of();
        }
        EmbeddingTask task = new EmbeddingTask(plan, engine, output.toRealPath().toString());
        return spark.parallelize(unfinished, Math.min(tasks, unfinished.size()))
                .mapPartitions(task)
                .collect();
    }
}
