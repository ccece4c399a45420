package io.vitrine.spark;

import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.StylesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Embeds partitions on an executor, in one pass over the catalogue's list, and writes their files; what the driver sends there. */
record EmbeddingTask(EmbeddingPlan plan, EngineSettings engine, String output)
        implements FlatMapFunction<Iterator<Integer>, PartitionReport> {

    /** @param partitions in ascending order */
    @Override
    public Iterator<PartitionReport> call(Iterator<Integer> partitions) throws IOException {
        List<PartitionReport> reports = new ArrayList<>();
        PartitionFiles files = new PartitionFiles(Path.of(output));
        try (StylesDirectory source = plan.source()) {
            long row = 0;
            while (partitions.hasNext()) {
                int partition = partitions.next();
                if (files.isFinished(partition)) {
                    continue; // by an attempt of this task that failed later
                }
                pass(source, plan.firstRow(partition) - row);
                row = plan.firstRow(partition) + plan.rowsPerPartition();
                reports.add(embed(partition, source, files));
            }
        }
        return reports.iterator();
    }

    private static void pass(StylesDirectory source, long rows) throws IOException {
        for (long row = 0; row < rows; row++) {
            try {
                source.next();
            } catch (RowRefused another) {
                continue; // its own partition tells of it
            }
        }
    }

    private PartitionReport embed(int partition, StylesDirectory source, PartitionFiles files) throws IOException {
        ExecutorEncoder encoder = ExecutorEncoder.of(engine);
        PartitionRun run = new PartitionRun(source, encoder.preprocessing(), encoder::embed, engine.batch());
        run.take(plan.rowsPerPartition());
        files.write(partition, run.outcomes(), run.vectors());
        int problems = (int) run.outcomes().stream()
                .filter(outcome -> outcome.problem() != null)
                .count();
        return new PartitionReport(
                partition, run.outcomes().size(), run.vectors().size(), problems);
    }
}
