package io.vitrine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.artefacts.ContentAddress;
import io.vitrine.encoders.ComputeDevice;
import io.vitrine.encoders.DualEncoder;
import io.vitrine.encoders.Precision;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job in a Spark of two threads, with the bundled model. */
class BulkEmbeddingTests {

    private static final Path MODEL = Path.of("src/main/resources/models/vitrine-mini-4");
    private static final EngineSettings ENGINE = new EngineSettings(MODEL.toString(), "cpu", 1, 3);

    /** Batches of other sizes are computed in another order. */
    private static final float ROUNDING = 1e-5f;

    private static JavaSparkContext spark;

    @TempDir
    Path directory;

    private Path catalogue;
    private Path output;

    @BeforeAll
    static void startSpark() {
        spark = new JavaSparkContext(
                new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled", "false"));
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @BeforeEach
    void writeACatalogue() throws IOException {
        catalogue = Files.createDirectories(directory.resolve("catalogue"));
        output = directory.resolve("vectors");
        Files.createDirectories(catalogue.resolve("images"));
        StringBuilder styles = new StringBuilder("id,productDisplayName\n");
        for (int id = 1; id <= 10; id++) {
            styles.append(id).append(",Product ").append(id).append('\n');
            Files.write(picture(id), DrawnPicture.jpeg(id == 10 ? 9 : id)); // the last two share a picture
        }
        Files.writeString(catalogue.resolve("styles.csv"), styles);
    }

    @Test
    void writesTheVectorsThatTheEncoderGives() throws Exception {
        List<PartitionReport> reports = embed();
        assertThat(reports).extracting(PartitionReport::rows).containsExactly(4, 4, 2);
        Map<String, float[]> vectors = vectors();
        assertThat(vectors).hasSize(9);
        try (DualEncoder encoder = DualEncoder.forEmbedding(MODEL, ComputeDevice.cpu(), Precision.forEmbedding(ComputeDevice.cpu()))) {
            for (int id = 1; id <= 10; id++) {
                byte[] encoded = Files.readAllBytes(picture(id));
                float[] expected =
                        encoder.embedPictures(List.of(encoder.preprocessing().read(encoded)))[0];
                assertThat(vectors.get(ContentAddress.of(encoded))).containsExactly(expected, within(ROUNDING));
            }
        }
    }

    @Test
    void tellsOfRowsWithoutAReadablePictureAndGoesOn() throws Exception {
        byte[] whole = Files.readAllBytes(picture(2));
        Files.write(picture(2), Arrays.copyOf(whole, whole.length / 2));
        Files.delete(picture(7));
        Files.writeString(catalogue.resolve("styles.csv"), Files.readString(catalogue.resolve("styles.csv")) + "11\n");
        assertThat(embed()).extracting(PartitionReport::problems).containsExactly(1, 1, 1);
        assertThat(lines(0).get(1)).contains("\"line\":3", "\"product\":\"2\"", "unreadable-picture");
        assertThat(lines(1).get(2)).contains("\"line\":8", "\"product\":\"7\"", "missing-picture");
        assertThat(lines(2).get(2)).contains("\"line\":12", "malformed-row");
        assertThat(vectors()).hasSize(7);
    }

    @Test
    void leavesFinishedPartitionsAsTheyAre() throws Exception {
        embed();
        PartitionFiles files = new PartitionFiles(output);
        FileTime before = Files.getLastModifiedTime(files.vectors(0));
        Files.delete(files.vectors(1));
        assertThat(embed()).extracting(PartitionReport::partition).containsExactly(1);
        assertThat(Files.getLastModifiedTime(files.vectors(0))).isEqualTo(before);
        Files.delete(files.vectors(0));
        Files.delete(files.vectors(2));
        assertThat(embed()).extracting(PartitionReport::partition).containsExactly(0, 2);
        assertThat(vectors()).hasSize(9);
        assertThat(embed()).isEmpty();
    }

    @Test
    void refusesToGoOnWithAnotherCatalogue() throws Exception {
        embed();
        Files.writeString(
                catalogue.resolve("styles.csv"), Files.readString(catalogue.resolve("styles.csv")) + "11,Another\n");
        assertThatThrownBy(this::embed).isInstanceOf(IOException.class).hasMessageContaining("another plan");
    }

    private List<PartitionReport> embed() throws IOException {
        EmbeddingPlan plan = EmbeddingPlan.of(catalogue, MODEL, 4);
        return new BulkEmbedding(spark, 2).run(plan, ENGINE, output);
    }

    private Path picture(int id) {
        return catalogue.resolve("images").resolve(id + ".jpg");
    }

    private List<String> lines(int partition) throws IOException {
        return Files.readAllLines(new PartitionFiles(output).outcomes(partition));
    }

    /** The vectors of all partitions by the hash of their picture, read by PostgreSQL's description of the format. */
    private Map<String, float[]> vectors() throws IOException {
        Map<String, float[]> vectors = new HashMap<>();
        for (Path file : new PartitionFiles(output).vectors()) {
            try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
                input.skipNBytes(11 + 4 + 4);
                while (input.readShort() == 3) {
                    assertThat(input.readInt()).isEqualTo(Long.BYTES);
                    assertThat(input.readLong()).isNegative();
                    String hash = new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
                    input.readInt();
                    float[] vector = new float[input.readShort()];
                    input.readShort();
                    for (int i = 0; i < vector.length; i++) {
                        vector[i] = input.readFloat();
                    }
                    vectors.put(hash, vector);
                }
            }
        }
        return vectors;
    }
}
