package io.vitrine.spark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is submitted to Spark. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        description = "Embeds the pictures of a catalogue directory; run again to go on after an interruption.")
public final class EmbedCommand implements Callable<Integer> {

    @Option(names = "--catalogue", required = true, description = "Directory with styles.csv and images/.")
    private Path catalogue = Path.of("");

    @Option(names = "--model", required = true, description = "Directory of a trained encoder.")
    private Path model = Path.of("");

    @Option(names = "--output", required = true, description = "Directory for the vectors.")
    private Path output = Path.of("");

    @Option(
            names = "--rows-per-partition",
            defaultValue = "2000",
            description = "What an interruption may lose of each task (default: ${DEFAULT-VALUE}).")
    private int rowsPerPartition;

    @Option(
            names = "--tasks",
            defaultValue = "256",
            description = "Among how many tasks the partitions are shared out; a few times as many as the cluster has "
                    + "cores (default: ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(names = "--batch", defaultValue = "64", description = "Pictures of a pass (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(
            names = "--engine-threads",
            defaultValue = "0",
            description = "Threads that compute a batch, of each executor; 0 for as many as it has cores.")
    private int engineThreads;

    public static void main(String[] arguments) {
        int status = new CommandLine(new EmbedCommand()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        EmbeddingPlan plan = EmbeddingPlan.of(catalogue, model, rowsPerPartition);
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "Vitrine bulk embedding");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            EngineSettings engine = new EngineSettings(plan.model(), device, threads(spark), batch);
            long start = System.nanoTime();
            List<PartitionReport> reports = new BulkEmbedding(spark, tasks).run(plan, engine, output);
            tell(plan, reports, Duration.ofNanos(System.nanoTime() - start), out);
        }
        return 0;
    }

    /** As many as tasks run at once in an executor, for that is how many cores it was given. */
    private int threads(JavaSparkContext spark) {
        if (engineThreads > 0) {
            return engineThreads;
        }
        return spark.isLocal() ? spark.defaultParallelism() : spark.getConf().getInt("spark.executor.cores", 0);
    }

    private void tell(EmbeddingPlan plan, List<PartitionReport> reports, Duration took, PrintStream out) {
        int rows = reports.stream().mapToInt(PartitionReport::rows).sum();
        int vectors = reports.stream().mapToInt(PartitionReport::vectors).sum();
        int problems = reports.stream().mapToInt(PartitionReport::problems).sum();
        out.printf(
                "%,d of %,d partitions: %,d rows in %,.1f s, %.1f a second: %,d vectors, %,d rows without one. They are in %s%n",
                reports.size(),
                plan.partitions(),
                rows,
                took.toMillis() / 1e3,
                rows / Math.max(1e-3, took.toMillis() / 1e3),
                vectors,
                problems,
                output);
    }
}
