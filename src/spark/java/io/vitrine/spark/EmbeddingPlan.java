package io.vitrine.spark;

import io.vitrine.artefacts.ContentAddress;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.StylesDirectory;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is embedded, and how it is cut into partitions: fixed by the first run, so that a later one can go on with what is left.
 *
 * @param catalogue directory with {@code styles.csv} and {@code images/}, the same on every machine
 * @param model directory of a trained encoder, the same on every machine
 * @param modelHash under which the service knows the model's files
 * @param rows of the catalogue, those included that will be skipped
 * @param rowsPerPartition consecutive rows that one task embeds
 */
public record EmbeddingPlan(String catalogue, String model, String modelHash, long rows, int rowsPerPartition)
        implements Serializable {

    /** More than this is no picture of a product. */
    private static final int LARGEST_PICTURE = 16 << 20;

    private static final String FILE = "plan.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public EmbeddingPlan {
        if (rowsPerPartition < 1) {
            throw new IllegalArgumentException("A partition must have one row or more, and not " + rowsPerPartition);
        }
    }

    /** @throws IOException when there is no catalogue or no model */
    static EmbeddingPlan of(Path catalogue, Path model, int rowsPerPartition) throws IOException {
        Path directory = StylesDirectory.find(catalogue.toRealPath())
                .orElseThrow(() -> new IOException(
                        catalogue + " holds no catalogue: expected styles.csv and the directory images in it"));
        Path encoder = model.toRealPath();
        try (StylesDirectory source = open(directory)) {
            return new EmbeddingPlan(
                    directory.toString(),
                    encoder.toString(),
                    ContentAddress.ofDirectory(encoder),
                    source.rows(),
                    rowsPerPartition);
        }
    }

    /** The plan that a directory of vectors was made by. */
    public static EmbeddingPlan read(Path output) throws IOException {
        return JSON.readValue(Files.readAllBytes(output.resolve(FILE)), EmbeddingPlan.class);
    }

    /**
     * Puts the plan into the output, unless it is there already.
     *
     * @throws IOException when the output belongs to another plan
     */
    void claim(Path output) throws IOException {
        Files.createDirectories(output);
        if (!Files.exists(output.resolve(FILE))) {
            Files.write(output.resolve(FILE), JSON.writeValueAsBytes(this));
        } else if (!read(output).equals(this)) {
            throw new IOException(output + " was begun by another plan, " + read(output) + ", than " + this
                    + ": choose another output, or go on with the same catalogue, model and partitions");
        }
    }

    int partitions() {
        return Math.toIntExact((rows + rowsPerPartition - 1) / rowsPerPartition);
    }

    /** The row from 0 that a partition begins with. */
    long firstRow(int partition) {
        return (long) partition * rowsPerPartition;
    }

    /** Opens the catalogue before its first row. */
    StylesDirectory source() throws IOException {
        return open(Path.of(catalogue));
    }

    private static StylesDirectory open(Path directory) throws IOException {
        try {
            return StylesDirectory.open(directory, directory, LARGEST_PICTURE);
        } catch (RowRefused refused) {
            throw new IOException(directory + " holds no catalogue: its styles.csv " + refused.detail(), refused);
        }
    }
}
