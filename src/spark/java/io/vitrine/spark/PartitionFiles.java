package io.vitrine.spark;

import io.vitrine.search.WaitingVectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The output's files: of each partition {@code part-N.copy} with the vectors and {@code part-N.ndjson} with what came of each row. A file
 * appears whole, and the vectors last: a partition that has them is finished.
 */
public final class PartitionFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path output;

    public PartitionFiles(Path output) {
        this.output = output;
    }

    /** The vectors of all finished partitions, by partition. */
    public List<Path> vectors() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.getFileName().toString().matches("part-\\d+\\.copy"))
                    .sorted()
                    .toList();
        }
    }

    /** The partitions of a plan that are not finished. */
    List<Integer> unfinished(EmbeddingPlan plan) {
        return IntStream.range(0, plan.partitions())
                .filter(partition -> !isFinished(partition))
                .boxed()
                .toList();
    }

    boolean isFinished(int partition) {
        return Files.exists(vectors(partition));
    }

    void write(int partition, List<RowOutcome> outcomes, WaitingVectors vectors) throws IOException {
        StringBuilder lines = new StringBuilder();
        outcomes.forEach(
                outcome -> lines.append(JSON.writeValueAsString(outcome)).append('\n'));
        Path unfinished = unfinished();
        Files.writeString(unfinished, lines);
        publish(unfinished, outcomes(partition));
        try (InputStream copy = vectors.copyFile()) {
            Files.copy(copy, unfinished);
        }
        publish(unfinished, vectors(partition));
    }

    Path outcomes(int partition) {
        return output.resolve("part-%06d.ndjson".formatted(partition));
    }

    Path vectors(int partition) {
        return output.resolve("part-%06d.copy".formatted(partition));
    }

    /** Of this attempt alone: another may be at work on the same partition. */
    private Path unfinished() {
        return output.resolve(".unfinished-" + UUID.randomUUID());
    }

    private static void publish(Path unfinished, Path place) throws IOException {
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
